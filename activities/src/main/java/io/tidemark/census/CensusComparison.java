package io.tidemark.census;

import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a restored database with what was recorded under its backup's snapshot. */
public final class CensusComparison {
  /** Never restored: pg_dump leaves invalid indexes out, and we leave subscriptions out. */
  private static final Set<String> NOT_RESTORED = Set.of("subscription", "index invalid");

  private CensusComparison() {}

  /** Every difference; an object that is missing is an error, one too many a warning. */
  public static List<Finding> compare(ObjectCensus recorded, ObjectCensus found) {
    List<Finding> findings = new ArrayList<>();
    counts(recorded.counts(), found.counts(), findings);
    extensions(recorded.extensions(), found.extensions(), findings);
    sequences(recorded.sequences(), found.sequences(), findings);
    rows(recorded.rows(), found.rows(), findings);
    return findings;
  }

  /** Differences that no ALTER DATABASE can cure, and the version of collations. */
  public static List<Finding> compare(DatabaseProperties recorded, DatabaseProperties found) {
    List<Finding> findings = new ArrayList<>();
    property("encoding", recorded.encoding(), found.encoding(), findings);
    property("collation", recorded.collate(), found.collate(), findings);
    property("character type", recorded.ctype(), found.ctype(), findings);
    property("locale provider", recorded.localeProvider(), found.localeProvider(), findings);
    property("locale", recorded.locale(), found.locale(), findings);
    property("ICU rules", recorded.icuRules(), found.icuRules(), findings);
    if (!Objects.equals(recorded.collationVersion(), found.collationVersion())) {
      findings.add(
          new Finding(
              Severity.WARNING,
              "collation",
              "version",
              text(recorded.collationVersion()),
              text(found.collationVersion()),
              "texts may sort otherwise than before"));
    }
    return findings;
  }

  private static void counts(
      SortedMap<String, Long> recorded, SortedMap<String, Long> found, List<Finding> findings) {
    Set<String> kinds = new TreeSet<>(recorded.keySet());
    kinds.addAll(found.keySet());
    for (String kind : kinds) {
      long before = recorded.getOrDefault(kind, 0L);
      long now = found.getOrDefault(kind, 0L);
      if (before != now) {
        findings.add(
            new Finding(
                severity(kind, before, now),
                "census",
                kind,
                Long.toString(before),
                Long.toString(now),
                now < before ? "fewer than at backup time" : "more than at backup time"));
      }
    }
  }

  private static Severity severity(String kind, long before, long now) {
    if (NOT_RESTORED.contains(kind) || (kind.startsWith("index invalid") && now < before)) {
      return Severity.INFO;
    }
    return now < before ? Severity.ERROR : Severity.WARNING;
  }

  private static void extensions(
      SortedMap<String, String> recorded, SortedMap<String, String> found, List<Finding> findings) {
    recorded.forEach(
        (name, version) -> {
          String now = found.get(name);
          if (now == null) {
            findings.add(
                finding(Severity.ERROR, "extension", name, version, "none", "not installed"));
          } else if (!now.equals(version)) {
            findings.add(
                finding(
                    Severity.WARNING,
                    "extension",
                    name,
                    version,
                    now,
                    "another version than before"));
          }
        });
  }

  private static void sequences(
      List<SequenceState> recorded, List<SequenceState> found, List<Finding> findings) {
    Map<String, SequenceState> byName = new TreeMap<>();
    found.forEach(state -> byName.put(state.name(), state));
    for (SequenceState before : recorded) {
      SequenceState now = byName.get(before.name());
      if (now == null) {
        findings.add(
            finding(Severity.ERROR, "sequences", before.name(), before.next(), "none", "missing"));
      } else if (before.aheadOf(now)) {
        findings.add(
            finding(
                Severity.ERROR,
                "sequences",
                before.name(),
                before.next(),
                now.next(),
                "would hand out values again"));
      }
    }
  }

  private static void rows(
      SortedMap<String, Long> recorded, SortedMap<String, Long> found, List<Finding> findings) {
    recorded.forEach(
        (table, before) -> {
          Long now = found.get(table);
          if (!before.equals(now)) {
            findings.add(
                finding(
                    Severity.ERROR,
                    "rows",
                    table,
                    before.toString(),
                    now == null ? "not counted" : now.toString(),
                    "another number of rows than under the snapshot"));
          }
        });
  }

  private static void property(
      String name, @Nullable String before, @Nullable String now, List<Finding> findings) {
    if (!Objects.equals(before, now)) {
      findings.add(
          finding(
              Severity.ERROR,
              "database",
              name,
              text(before),
              text(now),
              "the database was created otherwise"));
    }
  }

  private static Finding finding(
      Severity severity, String check, String object, String before, String now, String message) {
    return new Finding(severity, check, object, before, now, message);
  }

  private static String text(@Nullable String value) {
    return value == null ? "none" : value;
  }
}
