package io.tidemark.report;

import io.tidemark.postgres.Sql;
import io.tidemark.report.IndexesReport.StatisticsAge;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to think of single indexes. */
final class IndexJudge {
  /** Monthly jobs use their indexes once a month. */
  private static final Duration LONG_ENOUGH = Duration.ofDays(30);

  private static final long WORTH_DROPPING = 10 << 20;
  private static final long SMALL_TABLE = 8 << 20;

  private IndexJudge() {}

  static boolean looksUnused(Row index) {
    return index.count("scans") == 0
        && index.flag("valid")
        && !index.flag("needed")
        && !index.flag("partitioned")
        && !index.flag("partition")
        && !index.flag("busy")
        && index.count("bytes") >= WORTH_DROPPING;
  }

  /** A partitioned index is invalid until each partition has its own; that is no damage. */
  static boolean isBroken(Row index) {
    return !index.flag("valid") && !index.flag("partitioned") && !index.flag("being_built");
  }

  static Finding duplicate(Row pair) {
    boolean equal = pair.text("kind").equals("duplicate");
    String subject = Sql.qualified(pair.text("schema"), pair.text("index"));
    return Finding.of(
            equal ? Severity.WARNING : Severity.INFO,
            "indexes.duplicate",
            subject,
            equal
                ? "An index does what " + pair.text("keeper") + " does already"
                : "An index is the beginning of " + pair.text("keeper"),
            Unit.BYTES.format(pair.get("bytes"))
                + ", "
                + pair.count("scans")
                + " scans; "
                + pair.text("keeper")
                + " has "
                + Unit.BYTES.format(pair.get("keeper_bytes"))
                + " and "
                + pair.count("keeper_scans")
                + " scans",
            equal
                ? ""
                : "The smaller index can be quicker to read: drop it when writes matter more.")
        .with(drop(subject, pair.text("definition")));
  }

  static Finding unused(Row index, StatisticsAge age, boolean standbys) {
    String subject = Sql.qualified(index.text("schema"), index.text("index"));
    boolean longEnough = age.duration().filter(d -> d.compareTo(LONG_ENOUGH) >= 0).isPresent();
    String evidence =
        "no scan in "
            + age.duration().map(d -> Unit.SECONDS.format((double) d.toSeconds())).orElse("?")
            + " of statistics, "
            + Unit.BYTES.format(index.get("bytes"));
    if (!longEnough || standbys || index.flag("serves_foreign_key")) {
      String reason =
          standbys
              ? "standbys count their own scans: look there as well"
              : index.flag("serves_foreign_key")
                  ? "it may serve a foreign key, whose checks would read the whole table without it"
                  : "statistics are younger than 30 days";
      return Finding.of(
          Severity.INFO,
          "indexes.unused",
          subject,
          "Whether anybody uses this index is not known yet",
          evidence,
          "Keep it for now: " + reason + ".");
    }
    return Finding.of(
            Severity.WARNING, "indexes.unused", subject, "Nobody uses this index", evidence, "")
        .with(drop(subject, index.text("definition")));
  }

  static Finding broken(Row index) {
    String name = index.text("index");
    String subject = Sql.qualified(index.text("schema"), name);
    String evidence = "left behind by a CREATE or REINDEX CONCURRENTLY that did not end well";
    boolean leftover = name.matches(".*_cc(new|old)[0-9]*");
    Remedy remedy =
        leftover
            ? Remedy.of(
                "DROP INDEX CONCURRENTLY " + subject + ";",
                "waits for running transactions, blocks no reads and writes")
            : Remedy.of(
                "REINDEX INDEX CONCURRENTLY " + subject + ";",
                "as much disk as the index; waits for running transactions, blocks no writes");
    return Finding.of(
            Severity.WARNING,
            "indexes.invalid",
            subject,
            "An index is written and never read: it is invalid",
            evidence,
            "")
        .with(remedy);
  }

  /** A small table nobody deletes from the other side of is read whole at no cost. */
  static Optional<Finding> foreignKey(Row key) {
    boolean parentChanges = key.count("parent_deletes") + key.count("parent_updates") > 0;
    if (key.count("bytes") < SMALL_TABLE && !parentChanges) {
      return Optional.empty();
    }
    String table = Sql.qualified(key.text("schema"), key.text("table"));
    String columns =
        ((List<?>) Objects.requireNonNullElse(key.get("columns"), List.of()))
            .stream()
                .map(name -> Sql.identifier(String.valueOf(name)))
                .collect(Collectors.joining(", "));
    boolean hurts = key.count("bytes") >= SMALL_TABLE && key.count("parent_deletes") > 0;
    return Optional.of(
        Finding.of(
                hurts ? Severity.WARNING : Severity.INFO,
                "indexes.foreign-key",
                Sql.qualified(key.text("schema"), key.text("constraint")),
                "A foreign key has no index on its own side",
                "each delete in "
                    + key.text("parent")
                    + " reads all of "
                    + key.text("table")
                    + ", "
                    + Unit.BYTES.format(key.get("bytes"))
                    + "; "
                    + key.count("parent_deletes")
                    + " deletes so far, on delete "
                    + key.text("on_delete"),
                "")
            .with(
                Remedy.of(
                    "CREATE INDEX CONCURRENTLY ON " + table + " (" + columns + ");",
                    "reads the table twice, waits for running transactions, blocks no writes")));
  }

  static Finding missing(Row table) {
    return Finding.of(
        table.number("rows_a_scan") >= 100_000 ? Severity.WARNING : Severity.INFO,
        "indexes.missing",
        Sql.qualified(table.text("schema"), table.text("table")),
        "A table is read whole again and again",
        Unit.COUNT.format(table.get("seq_scan"))
            + " times, "
            + Unit.COUNT.format(table.get("rows_a_scan"))
            + " rows each; "
            + Unit.COUNT.format(table.get("idx_scan"))
            + " index scans",
        "Find the statements on it with tidemark report slow-queries, and index what they filter"
            + " by; a report over all rows is right to read them all.");
  }

  private static Remedy drop(String index, String definition) {
    return new Remedy(
        "DROP INDEX CONCURRENTLY " + index + ";",
        "waits for running transactions, blocks no reads and writes",
        definition.replaceFirst("INDEX", "INDEX CONCURRENTLY") + ";");
  }
}
