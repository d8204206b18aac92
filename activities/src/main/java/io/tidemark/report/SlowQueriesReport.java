package io.tidemark.report;

import io.tidemark.postgres.PostgresException;
import io.tidemark.postgres.Sql;
import io.tidemark.report.Chart.Point;
import io.tidemark.report.capture.Captures;
import io.tidemark.report.capture.StatementCounters;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What statements cost since the last look, by pg_stat_statements, which is read and never reset:
 * others count with it as well.
 */
final class SlowQueriesReport implements Report {
  private static final String EXTENSION = "pg_stat_statements";
  private static final int SHOWN = 20;

  @Override
  public ReportName name() {
    return ReportName.SLOW_QUERIES;
  }

  @Override
  public Section take(ReportSession session, Captures captures) throws SQLException {
    Section.Builder section = new Section.Builder(name());
    if (session.extension(EXTENSION).isEmpty()) {
      section.finding(notInstalled(session));
    } else {
      try {
        statements(session, captures, section);
      } catch (PostgresException e) {
        if (!"55000".equals(e.getSQLState())) {
          throw e;
        }
        section.finding(notLoaded());
      }
    }
    List<Row> running = session.file("long-running");
    section.table(
        "longRunning",
        "Running for more than a minute",
        List.of(
            Column.count("pid", "Pid"),
            Column.text("role", "Role"),
            Column.text("application", "Application"),
            Column.seconds("running", "For"),
            Column.text("wait_event", "Waits for"),
            Column.sql("query", "Statement")),
        running);
    for (Row row : running) {
      section.finding(
          Finding.of(
                  Severity.WARNING,
                  "slow-queries.running",
                  "pid " + row.count("pid"),
                  "A statement has been running for " + Unit.SECONDS.format(row.get("running")),
                  row.text("query"),
                  "")
              .with(
                  Remedy.of(
                      "SELECT pg_cancel_backend(" + row.count("pid") + ");",
                      "ends the statement; its transaction fails")));
    }
    return section.build();
  }

  private void statements(ReportSession session, Captures captures, Section.Builder section)
      throws SQLException {
    String schema = session.extension(EXTENSION).orElseThrow();
    Set<String> columns = session.columns(schema, EXTENSION);
    String sql =
        SqlFile.read("slow-queries")
            .formatted(
                columns.contains("toplevel") ? "toplevel" : "true",
                ioColumns(columns),
                columns.contains("stats_since") ? "stats_since::text" : "''",
                Sql.identifier(schema));
    List<Cost> costs = new ArrayList<>();
    int hidden = 0;
    for (Row row : session.query(sql)) {
      if (!row.has("queryid")) {
        hidden++;
        continue;
      }
      StatementCounters now = counters(row);
      String key = row.text("key");
      StatementCounters delta = captures.statement(key, now);
      if (delta.calls() > 0) {
        costs.add(new Cost(row, delta, captures.earlier(key).map(StatementCounters::meanMillis)));
      }
    }
    double total = costs.stream().mapToDouble(cost -> cost.delta().totalMillis()).sum();
    costs.sort(Comparator.comparingDouble((Cost cost) -> cost.delta().totalMillis()).reversed());
    List<Cost> top = costs.subList(0, Math.min(SHOWN, costs.size()));
    Map<String, String> texts = texts(session, schema, top);
    List<Row> rows = top.stream().map(cost -> cost.row(total, texts)).toList();
    String window =
        captures
            .window(session.now())
            .map(age -> "the last " + Unit.SECONDS.format((double) age.toSeconds()))
            .orElse("the time since statistics began");
    section
        .figure("window", "Over", Unit.TEXT, window)
        .figure("statements", "Statements", Unit.COUNT, costs.size())
        .figure("totalMillis", "Time in statements", Unit.MILLIS, total)
        .figure(
            "calls", "Calls", Unit.COUNT, costs.stream().mapToDouble(c -> c.delta().calls()).sum())
        .table("statements", "Costliest statements over " + window, COLUMNS, rows)
        .chart(
            "Average time of the costliest statements",
            Chart.Kind.BARS,
            Unit.MILLIS,
            rows.stream()
                .limit(10)
                .map(row -> Point.of(shortened(row.text("query")), row.number("mean")))
                .toList());
    if (hidden > 0) {
      section.finding(
          Finding.unknown(
              "slow-queries.hidden",
              EXTENSION,
              hidden + " statements of other roles cannot be seen",
              "GRANT pg_monitor to this role."));
    }
    rows.forEach(row -> section.findings(SlowQueryJudge.judge(row)));
    evictions(session, schema, captures, section);
  }

  private static final List<Column> COLUMNS =
      List.of(
          Column.sql("query", "Statement"),
          Column.count("calls", "Calls"),
          Column.millis("total", "Total"),
          Column.percent("share", "Of all"),
          Column.millis("mean", "Mean"),
          Column.millis("longest", "Longest ever"),
          new Column("rows_a_call", "Rows a call", Unit.NUMBER),
          Column.percent("hit", "In cache"),
          Column.bytes("temp", "Temporary files"),
          Column.bytes("wal", "WAL"),
          Column.millis("io", "Input and output"));

  private static String ioColumns(Set<String> columns) {
    return columns.contains("shared_blk_read_time")
        ? "shared_blk_read_time + shared_blk_write_time"
        : "blk_read_time + blk_write_time";
  }

  private static StatementCounters counters(Row row) {
    return new StatementCounters(
        row.text("since"),
        row.number("calls"),
        row.number("total"),
        row.number("rows"),
        row.number("hit"),
        row.number("read"),
        row.number("temp"),
        row.number("wal"),
        row.number("io"));
  }

  /** Texts of a few statements only; still the server reads its whole file of them once. */
  private static Map<String, String> texts(ReportSession session, String schema, List<Cost> top)
      throws SQLException {
    Long[] ids = top.stream().map(cost -> cost.row().count("queryid")).toArray(Long[]::new);
    Map<String, String> texts = new HashMap<>();
    if (ids.length > 0) {
      for (Row row :
          session.query(
              "SELECT queryid, left(regexp_replace(query, '\\s+', ' ', 'g'), 500) AS query FROM "
                  + Sql.qualified(schema, EXTENSION)
                  + " WHERE queryid = ANY (?)",
              (Object) ids)) {
        texts.put(row.text("queryid"), row.text("query"));
      }
    }
    return texts;
  }

  private static void evictions(
      ReportSession session, String schema, Captures captures, Section.Builder section)
      throws SQLException {
    if (session.columns(schema, "pg_stat_statements_info").isEmpty()) {
      return;
    }
    double evicted =
        session
            .one(
                "SELECT dealloc::float8 AS dealloc FROM "
                    + Sql.qualified(schema, "pg_stat_statements_info"))
            .number("dealloc");
    if (captures.counter("pg_stat_statements.dealloc", evicted).orElse(evicted) > 0) {
      section.finding(
          Finding.of(
                  Severity.INFO,
                  "slow-queries.evicted",
                  EXTENSION,
                  "The list of statements is incomplete",
                  "the rarest ones were dropped to make room, " + (long) evicted + " times",
                  "")
              .with(
                  new Remedy(
                      "ALTER SYSTEM SET pg_stat_statements.max = 10000;",
                      "needs a restart and a little shared memory",
                      "ALTER SYSTEM RESET pg_stat_statements.max;")));
    }
  }

  private static Finding notInstalled(ReportSession session) throws SQLException {
    boolean loaded =
        session
            .one(
                // A role that may not read this setting gets no row, and the longer advice.
                "SELECT setting AS loaded FROM pg_settings WHERE name ="
                    + " 'shared_preload_libraries'")
            .text("loaded")
            .contains(EXTENSION);
    Finding finding =
        Finding.unknown(
            "slow-queries.extension",
            EXTENSION,
            "Statements are not counted in this database: " + EXTENSION + " is not installed",
            "");
    return loaded
        ? finding.with(
            new Remedy(
                "CREATE EXTENSION pg_stat_statements;", "no lock", "DROP EXTENSION " + EXTENSION))
        : finding.with(preload());
  }

  private static Finding notLoaded() {
    return Finding.unknown(
            "slow-queries.extension",
            EXTENSION,
            "Statements are not counted: " + EXTENSION + " is installed but not loaded",
            "")
        .with(preload());
  }

  private static Remedy preload() {
    return new Remedy(
        "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements';\n"
            + "-- after a restart: CREATE EXTENSION IF NOT EXISTS pg_stat_statements;",
        "needs a restart; name what is preloaded already as well",
        "ALTER SYSTEM RESET shared_preload_libraries;");
  }

  private static String shortened(String query) {
    return query.length() <= 60 ? query : query.substring(0, 59) + "…";
  }

  /** One statement's cost since the last look. */
  private record Cost(Row row, StatementCounters delta, Optional<Double> meanBefore) {
    private static final double BLOCK = 8192;

    Row row(double total, Map<String, String> texts) {
      double blocks = delta.blocksHit() + delta.blocksRead();
      return new Row(new LinkedHashMap<>())
          .with("queryid", row.text("queryid"))
          .with("query", texts.getOrDefault(row.text("queryid"), ""))
          .with("calls", delta.calls())
          .with("total", delta.totalMillis())
          .with("share", total <= 0 ? 0 : 100 * delta.totalMillis() / total)
          .with("mean", delta.meanMillis())
          .with("mean_before", meanBefore.orElse(null))
          .with("deviation", row.number("deviation"))
          .with("longest", row.number("longest"))
          .with("rows_a_call", delta.calls() <= 0 ? 0 : delta.rows() / delta.calls())
          .with("hit", blocks <= 0 ? null : 100 * delta.blocksHit() / blocks)
          .with("temp", delta.tempBlocks() * BLOCK)
          .with("wal", delta.walBytes())
          .with("io", delta.ioMillis());
    }
  }
}
