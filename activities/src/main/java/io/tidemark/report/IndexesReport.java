package io.tidemark.report;

import io.tidemark.report.Chart.Point;
import io.tidemark.report.capture.Captures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Indexes that lack, that nobody uses, that repeat others, that are broken, and how large. */
final class IndexesReport implements Report {
  @Override
  public ReportName name() {
    return ReportName.INDEXES;
  }

  @Override
  public Section take(ReportSession session, Captures captures) throws SQLException {
    List<Row> indexes = session.file("indexes");
    List<Row> duplicates = session.file("indexes-duplicate");
    List<Row> foreignKeys = session.file("indexes-foreign-keys");
    List<Row> missing = session.file("indexes-missing");
    StatisticsAge age = StatisticsAge.read(session);
    List<Row> unused = indexes.stream().filter(IndexJudge::looksUnused).toList();
    List<Row> invalid = indexes.stream().filter(IndexJudge::isBroken).toList();
    List<Row> usable = usable(indexes);
    Section.Builder section =
        new Section.Builder(name())
            .figure("indexes", "Indexes", Unit.COUNT, usable.size())
            .figure("bytes", "Together", Unit.BYTES, sum(usable))
            .figure("unused", "Without a scan", Unit.COUNT, unused.size())
            .figure("duplicates", "Redundant", Unit.COUNT, duplicates.size())
            .figure("invalid", "Invalid", Unit.COUNT, invalid.size())
            .figure("statisticsAge", "Statistics since", Unit.SECONDS, age.seconds())
            .table("duplicates", "Redundant indexes", DUPLICATES, duplicates)
            .table("unused", "Indexes without a scan", USE, head(unused))
            .table("foreignKeys", "Foreign keys without an index", FOREIGN_KEYS, foreignKeys)
            .table("missing", "Tables read whole again and again", MISSING, missing)
            .table("invalid", "Invalid indexes", USE, invalid)
            .table("largest", "Largest indexes", USE, head(usable))
            .chart(
                "Largest indexes",
                Chart.Kind.BARS,
                Unit.BYTES,
                usable.stream()
                    .limit(10)
                    .map(row -> Point.of(row.text("index"), row.number("bytes")))
                    .toList());
    // The query has equal ones first; an index that several others cover is still one finding.
    Set<String> told = new HashSet<>();
    for (Row row : duplicates) {
      if (told.add(row.text("schema") + "." + row.text("index"))) {
        section.finding(IndexJudge.duplicate(row));
      }
    }
    invalid.forEach(row -> section.finding(IndexJudge.broken(row)));
    boolean standbys = !session.query("SELECT 1 AS one FROM pg_stat_replication").isEmpty();
    for (Row row : unused) {
      section.finding(IndexJudge.unused(row, age, standbys));
    }
    foreignKeys.forEach(row -> IndexJudge.foreignKey(row).ifPresent(section::finding));
    missing.forEach(row -> section.finding(IndexJudge.missing(row)));
    long busy = indexes.stream().filter(row -> row.flag("busy")).count();
    if (busy > 0) {
      section.finding(
          Finding.unknown(
              "indexes.locked",
              "tables under an exclusive lock",
              "Somebody locks tables exclusively; their indexes were left out: " + busy,
              "Look again later; tidemark report locks says who it is."));
    }
    return section.build();
  }

  private static final List<Column> USE =
      List.of(
          Column.text("schema", "Schema"),
          Column.text("table", "Table"),
          Column.text("index", "Index"),
          Column.bytes("bytes", "Size"),
          Column.count("scans", "Scans"),
          Column.time("last_scan", "Last scan"));

  private static final List<Column> DUPLICATES =
      List.of(
          Column.text("schema", "Schema"),
          Column.text("table", "Table"),
          Column.text("index", "Index"),
          Column.text("keeper", "Covered by"),
          Column.text("kind", "How"),
          Column.bytes("bytes", "Size"),
          Column.count("scans", "Scans"));

  private static final List<Column> FOREIGN_KEYS =
      List.of(
          Column.text("schema", "Schema"),
          Column.text("table", "Table"),
          Column.text("constraint", "Foreign key"),
          Column.text("columns", "Columns"),
          Column.text("parent", "Refers to"),
          Column.text("on_delete", "On delete"),
          Column.bytes("bytes", "Table size"),
          Column.count("parent_deletes", "Deletes there"));

  private static final List<Column> MISSING =
      List.of(
          Column.text("schema", "Schema"),
          Column.text("table", "Table"),
          Column.count("seq_scan", "Whole reads"),
          Column.count("rows_a_scan", "Rows each"),
          Column.count("idx_scan", "Index scans"),
          Column.count("rows", "Rows"));

  private static List<Row> usable(List<Row> indexes) {
    return indexes.stream().filter(row -> !row.flag("partitioned")).toList();
  }

  private static List<Row> head(List<Row> rows) {
    return new ArrayList<>(rows.subList(0, Math.min(20, rows.size())));
  }

  private static long sum(List<Row> rows) {
    return rows.stream().mapToLong(row -> row.count("bytes")).sum();
  }

  /**
   * How long the server has counted.
   *
   * @param duration empty when statistics were never reset and their beginning is not known
   */
  record StatisticsAge(Optional<Duration> duration) {
    static StatisticsAge read(ReportSession session) throws SQLException {
      Row row =
          session.one(
              """
              SELECT extract(epoch FROM clock_timestamp()
                - coalesce(stats_reset, pg_postmaster_start_time()))::float8 AS age
              FROM pg_stat_database WHERE datname = current_database()
              """);
      return new StatisticsAge(
          row.has("age") ? Optional.of(Duration.ofSeconds(row.count("age"))) : Optional.empty());
    }

    @Nullable Double seconds() {
      return duration.map(age -> (double) age.toSeconds()).orElse(null);
    }
  }
}
