package io.tidemark.impact;

import io.tidemark.api.restore.ImpactReport;
import io.tidemark.api.restore.ImpactReport.TableImpact;
import io.tidemark.census.DatabaseProperties;
import io.tidemark.census.DatabaseProperties.Setting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts two sides against each other; rules only. */
final class ImpactComparison {
  /** A report passes through histories and messages. */
  private static final int MOST_TABLES = 50;

  private static final int MOST_NAMES = 50;

  private ImpactComparison() {}

  /**
   * @param recorded the database's properties at backup time
   * @param at when it was measured
   */
  static ImpactReport of(Side live, Side restored, DatabaseProperties recorded, Instant at) {
    TreeSet<String> all = new TreeSet<>(live.tables().keySet());
    all.addAll(restored.tables().keySet());
    TreeSet<String> lost = new TreeSet<>(live.tables().keySet());
    lost.removeAll(restored.tables().keySet());
    TreeSet<String> gained = new TreeSet<>(restored.tables().keySet());
    gained.removeAll(live.tables().keySet());
    List<TableImpact> differing = differing(live, restored);
    return new ImpactReport(
        at.truncatedTo(ChronoUnit.SECONDS).toString(),
        live.rows(),
        restored.rows(),
        live.bytes(),
        restored.bytes(),
        live.sessions(),
        all.size(),
        differing.size() + lost.size() + gained.size(),
        bounded(lost),
        bounded(gained),
        differing.stream().limit(MOST_TABLES).toList(),
        bounded(settings(live, restored, recorded)),
        notices(live, restored));
  }

  private static List<TableImpact> differing(Side live, Side restored) {
    List<TableImpact> tables = new ArrayList<>();
    for (TableFacts before : live.tables().values()) {
      TableFacts after = restored.tables().get(before.name());
      if (after == null
          || (after.rows() == before.rows() && after.newest().equals(before.newest()))) {
        continue;
      }
      boolean same = after.column().equals(before.column());
      tables.add(
          new TableImpact(
              before.name(),
              before.rows(),
              after.rows(),
              same ? before.column() : "",
              same ? before.newest() : "",
              same ? after.newest() : ""));
    }
    tables.sort(
        Comparator.comparingLong(TableImpact::lost).reversed().thenComparing(TableImpact::table));
    return tables;
  }

  /** The live database's settings stay; people should know that they are not the backup's. */
  private static List<String> settings(Side live, Side restored, DatabaseProperties recorded) {
    List<String> lines = new ArrayList<>();
    SortedMap<String, String> now = settings(live.properties());
    SortedMap<String, String> then = settings(recorded);
    TreeSet<String> names = new TreeSet<>(now.keySet());
    names.addAll(then.keySet());
    for (String name : names) {
      String before = now.getOrDefault(name, "unset");
      String after = then.getOrDefault(name, "unset");
      if (!before.equals(after)) {
        lines.add(name + " is " + before + " and stays; at backup time it was " + after);
      }
    }
    differ(lines, "encoding", live.properties().encoding(), restored.properties().encoding());
    differ(lines, "collation", live.properties().collate(), restored.properties().collate());
    differ(lines, "character type", live.properties().ctype(), restored.properties().ctype());
    TreeSet<String> extensions = new TreeSet<>(live.extensions().keySet());
    extensions.addAll(restored.extensions().keySet());
    for (String name : extensions) {
      differ(
          lines,
          "extension " + name,
          live.extensions().getOrDefault(name, "absent"),
          restored.extensions().getOrDefault(name, "absent"));
    }
    return lines;
  }

  private static void differ(List<String> lines, String what, String before, String after) {
    if (!before.equals(after)) {
      lines.add(what + " is " + before + " and becomes " + after);
    }
  }

  private static SortedMap<String, String> settings(DatabaseProperties properties) {
    SortedMap<String, String> settings = new TreeMap<>();
    for (Setting setting : properties.settings()) {
      String of = setting.role().isEmpty() ? "" : " of role " + setting.role();
      settings.put(setting.name() + of, setting.value());
    }
    return settings;
  }

  private static List<String> notices(Side live, Side restored) {
    List<String> notices = new ArrayList<>();
    for (Map.Entry<String, Side> side :
        List.of(Map.entry("live", live), Map.entry("restored", restored))) {
      long estimated = side.getValue().estimatedTables();
      if (estimated > 0) {
        notices.add(
            estimated
                + " tables of the "
                + side.getKey()
                + " database could not be counted in time; their rows are estimates");
      }
    }
    return notices;
  }

  private static List<String> bounded(Iterable<String> names) {
    List<String> kept = new ArrayList<>();
    int left = 0;
    for (String name : names) {
      if (kept.size() < MOST_NAMES) {
        kept.add(name);
      } else {
        left++;
      }
    }
    if (left > 0) {
      kept.add("and " + left + " more");
    }
    return kept;
  }
}
