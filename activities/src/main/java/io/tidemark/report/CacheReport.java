package io.tidemark.report;

import io.tidemark.postgres.Sql;
import io.tidemark.report.Chart.Point;
import io.tidemark.report.capture.Captures;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether shared_buffers is large enough. The hit ratio alone never decides that: it counts the
 * operating system's cache as disk, and it stays high while pages are pushed out all the time.
 */
final class CacheReport implements Report {
  private static final double GOOD = 99;
  private static final double MANY_EVICTIONS = 1000;

  @Override
  public ReportName name() {
    return ReportName.CACHE;
  }

  @Override
  public Section take(ReportSession session, Captures captures) throws SQLException {
    Row now = session.one(SqlFile.read("cache"));
    OptionalDouble hit = captures.counter("hit", now.number("hit"));
    OptionalDouble read = captures.counter("read", now.number("read"));
    OptionalDouble temp = captures.counter("temp_bytes", now.number("temp_bytes"));
    boolean fresh =
        hit.isPresent() && read.isPresent() && hit.getAsDouble() + read.getAsDouble() > 0;
    double hits = fresh ? hit.getAsDouble() : now.number("hit");
    double reads = fresh ? read.getAsDouble() : now.number("read");
    Optional<Double> ratio =
        hits + reads == 0 ? Optional.empty() : Optional.of(100 * hits / (hits + reads));
    double seconds = captures.window(session.now()).map(d -> d.toMillis() / 1000.0).orElse(0.0);
    List<Row> relations = session.file("cache-relations");
    Section.Builder section =
        new Section.Builder(name())
            .figure(
                "hitRatio",
                fresh ? "Hit ratio since the last look" : "Hit ratio since statistics began",
                Unit.PERCENT,
                ratio.orElse(null))
            .figure("sharedBuffers", "shared_buffers", Unit.BYTES, now.get("shared_bytes"))
            .figure(
                "tempBytes",
                "Temporary files",
                Unit.BYTES,
                temp.isPresent() ? temp.getAsDouble() : now.get("temp_bytes"))
            .table(
                "relations",
                "Most read from outside the cache",
                List.of(
                    Column.text("schema", "Schema"),
                    Column.text("relation", "Relation"),
                    Column.text("kind", "Kind"),
                    Column.count("read", "Blocks read"),
                    Column.count("hit", "Blocks hit"),
                    Column.percent("ratio", "Hit ratio")),
                relations)
            .chart(
                "Blocks of this database",
                Chart.Kind.SHARES,
                Unit.COUNT,
                List.of(Point.of("in shared_buffers", hits), Point.of("read", reads)));
    OptionalDouble evictions = io(session, captures, section);
    section.finding(verdict(ratio, evictions, seconds, now, session));
    if (!now.flag("timed")) {
      section.finding(
          Finding.of(
                  Severity.INFO,
                  "cache.untimed",
                  "track_io_timing",
                  "Reads are counted, not timed",
                  "so nobody can tell the operating system's cache from the disk",
                  "")
              .with(
                  new Remedy(
                      "ALTER SYSTEM SET track_io_timing = on;\nSELECT pg_reload_conf();",
                      "two looks at the clock a read: try pg_test_timing on an old machine",
                      "ALTER SYSTEM RESET track_io_timing;\nSELECT pg_reload_conf();")));
    }
    buffers(session, section);
    return section.build();
  }

  /** Pages that ordinary work pushed out since the last look; empty before 16 or without one. */
  private static OptionalDouble io(
      ReportSession session, Captures captures, Section.Builder section) throws SQLException {
    if (session.columns("pg_catalog", "pg_stat_io").isEmpty()) {
      return OptionalDouble.empty();
    }
    List<Row> rows = session.file("cache-io");
    section.table(
        "io",
        "Reads and evictions by who and how",
        List.of(
            Column.text("backend_type", "Who"),
            Column.text("context", "How"),
            Column.count("reads", "Reads"),
            Column.count("hits", "Hits"),
            Column.count("evictions", "Evictions"),
            Column.count("reuses", "Reuses"),
            Column.millis("read_millis", "Time reading")),
        rows);
    double normal =
        rows.stream()
            .filter(row -> row.text("context").equals("normal"))
            .mapToDouble(row -> row.number("evictions"))
            .sum();
    return captures.counter("evictions", normal);
  }

  private static Finding verdict(
      Optional<Double> ratio,
      OptionalDouble evictions,
      double seconds,
      Row now,
      ReportSession session)
      throws SQLException {
    String shown = ratio.map(Unit.PERCENT::format).orElse("no blocks were asked for");
    String buffers = now.text("shared_buffers");
    if (session.columns("pg_catalog", "pg_stat_io").isEmpty()) {
      return Finding.unknown(
          "cache.pressure",
          "shared_buffers",
          "Whether the cache is too small cannot be seen before PostgreSQL 16",
          "The hit ratio is " + shown + "; by itself it proves nothing.");
    }
    if (evictions.isEmpty() || seconds <= 0) {
      return Finding.unknown(
          "cache.pressure",
          "shared_buffers",
          "Whether the cache is too small needs a second look",
          "Run this report again in a while; it counts what is pushed out in between.");
    }
    double rate = evictions.getAsDouble() / seconds;
    String evidence =
        Unit.COUNT.format(rate)
            + " pages a second are pushed out by ordinary work, hit ratio "
            + shown
            + ", shared_buffers "
            + buffers;
    if (rate >= MANY_EVICTIONS) {
      return Finding.of(
          ratio.filter(percent -> percent < GOOD).isPresent() ? Severity.WARNING : Severity.INFO,
          "cache.pressure",
          "shared_buffers",
          "The cache turns over",
          evidence,
          "Raise shared_buffers (a restart), or see in the relations above who reads so much.");
    }
    return Finding.of(
        Severity.OK, "cache.pressure", "shared_buffers", "The cache is large enough", evidence, "");
  }

  private static void buffers(ReportSession session, Section.Builder section) throws SQLException {
    Optional<String> schema = session.extension("pg_buffercache");
    if (schema.isEmpty()
        || session
            .query(
                "SELECT 1 AS one FROM pg_proc WHERE proname = 'pg_buffercache_summary' AND"
                    + " has_function_privilege(oid, 'EXECUTE')")
            .isEmpty()) {
      return;
    }
    Row row =
        session.one("SELECT * FROM " + Sql.identifier(schema.get()) + ".pg_buffercache_summary()");
    List<Row> rows = List.of(row);
    section.table(
        "buffers",
        "Buffers",
        List.of(
            Column.count("buffers_used", "Used"),
            Column.count("buffers_unused", "Unused"),
            Column.count("buffers_dirty", "Dirty"),
            Column.count("buffers_pinned", "Pinned"),
            new Column("usagecount_avg", "Average usage count", Unit.NUMBER)),
        rows);
  }
}
