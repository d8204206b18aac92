package io.tidemark.report;

import io.tidemark.postgres.Sql;
import io.tidemark.report.capture.Captures;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;

/** Transaction ids that run out, snapshots that hold vacuum back, transactions left open. */
final class TransactionChecks {
  /** Where PostgreSQL stops handing out ids: 2^31 - 1, less three million (varsup.c). */
  private static final double STOP = 2_144_483_647.0;

  private static final double HIGH = 1_000_000_000.0;
  private static final double OLD_SNAPSHOT = 10_000_000;
  private static final double IDLE_TOO_LONG = 300;

  void look(ReportSession session, Captures captures, Section.Builder section) throws SQLException {
    wraparound(session, captures, section);
    horizon(session, section);
    idle(session, section);
  }

  private static void wraparound(ReportSession session, Captures captures, Section.Builder section)
      throws SQLException {
    List<Row> databases = session.file("health-wraparound");
    Row oldest = databases.get(0);
    double age = Math.max(oldest.number("xid_age"), oldest.number("mxid_age"));
    OptionalDouble burnt =
        captures.counter(
            "xid",
            session
                .one(
                    "SELECT CASE WHEN NOT pg_is_in_recovery() THEN"
                        + " pg_snapshot_xmax(pg_current_snapshot())::text::float8 END AS xid")
                .number("xid"));
    double seconds = captures.window(session.now()).map(d -> d.toMillis() / 1000.0).orElse(0.0);
    double days =
        burnt.isPresent() && burnt.getAsDouble() > 0 && seconds >= 60
            ? (STOP - age) / (burnt.getAsDouble() / seconds) / 86_400
            : Double.NaN;
    section
        .figure("xidAge", "Oldest transaction id", Unit.COUNT, age)
        .figure("xidUsed", "Of all ids", Unit.PERCENT, 100 * age / STOP)
        .figure("xidDays", "Days of ids left", Unit.COUNT, Double.isNaN(days) ? null : days)
        .table(
            "wraparound",
            "Age of transaction ids",
            List.of(
                Column.text("database", "Database"),
                Column.count("xid_age", "Transactions"),
                Column.count("mxid_age", "Multixacts"),
                Column.count("freeze_max_age", "Forced vacuum at")),
            databases);
    double limit = oldest.number("freeze_max_age");
    if (age < limit) {
      return;
    }
    Severity severity =
        age >= HIGH
            ? Severity.CRITICAL
            : age >= 2 * limit || age >= 0.8 * oldest.number("failsafe_age")
                ? Severity.WARNING
                : Severity.INFO;
    section.finding(
        Finding.of(
                severity,
                "health.wraparound",
                oldest.text("database"),
                "Transaction ids grow old",
                Unit.COUNT.format(age) + " of " + Unit.COUNT.format(STOP) + " before writes stop",
                "See the oldest snapshot first: vacuum cannot freeze past it. Then vacuum the"
                    + " oldest tables; single-user mode is never needed.")
            .with(
                Remedy.of(
                    "-- in "
                        + Sql.identifier(oldest.text("database"))
                        + ":\nSELECT oid::regclass, age(relfrozenxid) FROM pg_class"
                        + " WHERE relkind IN ('r', 'm', 't') ORDER BY 2 DESC LIMIT 10;\n"
                        + "VACUUM (INDEX_CLEANUP OFF, TRUNCATE OFF) <each of them>;",
                    "reads the tables; blocks no reads and writes")));
  }

  private static void horizon(ReportSession session, Section.Builder section) throws SQLException {
    List<Row> holders = session.file("health-xmin");
    section.table(
        "horizon",
        "Who holds the oldest snapshot",
        List.of(
            Column.text("holder", "Holder"),
            Column.text("name", "Name"),
            Column.text("role", "Role"),
            Column.text("state", "State"),
            Column.count("xmin_age", "Transactions behind"),
            Column.seconds("held", "For")),
        holders);
    if (!holders.isEmpty() && holders.get(0).number("xmin_age") >= OLD_SNAPSHOT) {
      Row oldest = holders.get(0);
      section.finding(
          Finding.of(
              Severity.WARNING,
              "health.horizon",
              oldest.text("holder") + " " + oldest.text("name"),
              "An old snapshot keeps vacuum from removing dead rows",
              Unit.COUNT.format(oldest.get("xmin_age")) + " transactions behind",
              "End it where it comes from: a session, an unused slot, a standby's feedback or a"
                  + " prepared transaction."));
    }
  }

  private static void idle(ReportSession session, Section.Builder section) throws SQLException {
    List<Row> idle = session.file("health-idle-in-transaction");
    section.table(
        "idleInTransaction",
        "Idle in transaction for more than a minute",
        List.of(
            Column.count("pid", "Pid"),
            Column.text("role", "Role"),
            Column.text("database", "Database"),
            Column.text("application", "Application"),
            Column.seconds("idle", "Idle"),
            Column.seconds("transaction_age", "Transaction"),
            Column.sql("last_query", "Last statement")),
        idle);
    for (Row row : idle) {
      section.finding(
          Finding.of(
                  row.number("idle") >= IDLE_TOO_LONG ? Severity.CRITICAL : Severity.WARNING,
                  "health.idle-in-transaction",
                  "pid " + row.count("pid"),
                  "A session idles in its transaction",
                  "for "
                      + Unit.SECONDS.format(row.get("idle"))
                      + ", of "
                      + row.text("application")
                      + "; last: "
                      + row.text("last_query"),
                  "Its application forgot to end the transaction;"
                      + " idle_in_transaction_session_timeout for its role stops that.")
              .with(
                  Remedy.of(
                      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid = "
                          + row.count("pid")
                          + " AND backend_start = "
                          + Sql.literal(row.text("backend_start"))
                          + " AND xact_start = "
                          + Sql.literal(row.text("xact_start"))
                          + ";",
                      "its transaction is rolled back and its client loses the connection")));
    }
  }
}
