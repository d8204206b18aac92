package io.tidemark.report;

import io.tidemark.report.Chart.Point;
import io.tidemark.report.capture.Captures;
import java.sql.SQLException;
import java.util.List;

/** How many sessions there are, whose, in what state, and how much room is left. */
final class ConnectionsReport implements Report {
  private static final double FULL = 80;
  private static final double NEARLY_NONE_LEFT = 95;

  @Override
  public ReportName name() {
    return ReportName.CONNECTIONS;
  }

  @Override
  public Section take(ReportSession session, Captures captures) throws SQLException {
    Row room = session.one(SqlFile.read("connections"));
    List<Row> states = session.file("connections-states");
    List<Row> owners = session.file("connections-owners");
    List<Row> databases = session.file("connections-databases");
    long usable = room.count("max_connections") - room.count("reserved");
    long used = room.count("used");
    double share = usable <= 0 ? 100 : 100.0 * used / usable;
    Section.Builder section =
        new Section.Builder(name())
            .figure("used", "In use", Unit.COUNT, used)
            .figure("usable", "Usable", Unit.COUNT, usable)
            .figure("usedPercent", "Used", Unit.PERCENT, share)
            .figure("maxConnections", "max_connections", Unit.COUNT, room.count("max_connections"))
            .figure("reserved", "Reserved", Unit.COUNT, room.count("reserved"))
            .figure("averageAge", "Average session age", Unit.SECONDS, averageAge(states))
            .table(
                "states",
                "By state",
                List.of(
                    Column.text("state", "State"),
                    Column.count("sessions", "Sessions"),
                    Column.seconds("average_age", "Average age"),
                    Column.seconds("average_in_state", "In this state"),
                    Column.seconds("longest_transaction", "Longest transaction")),
                states)
            .table(
                "owners",
                "By application",
                List.of(
                    Column.text("database", "Database"),
                    Column.text("role", "Role"),
                    Column.text("application", "Application"),
                    Column.count("sessions", "Sessions"),
                    Column.count("active", "Active"),
                    Column.count("idle", "Idle"),
                    Column.count("idle_in_transaction", "Idle in transaction"),
                    Column.seconds("oldest", "Oldest")),
                owners)
            .table(
                "databases",
                "By database",
                List.of(
                    Column.text("database", "Database"),
                    Column.count("sessions", "Sessions"),
                    Column.count("connection_limit", "Limit"),
                    Column.count("sessions_ever", "Since statistics began"),
                    Column.seconds("average_session", "Average session"),
                    Column.percent("active_share", "Active"),
                    Column.percent("idle_in_transaction_share", "Idle in transaction"),
                    Column.count("abandoned", "Abandoned")),
                databases)
            .chart(
                "Sessions by state",
                Chart.Kind.SHARES,
                Unit.COUNT,
                states.stream()
                    .map(row -> Point.of(row.text("state"), row.number("sessions")))
                    .toList());
    if (!session.seesAllStatistics()) {
      section.finding(
          Finding.unknown(
              "connections.hidden",
              "pg_stat_activity",
              "What other roles' sessions do cannot be seen",
              "GRANT pg_monitor to this role."));
    }
    if (share >= FULL) {
      section.finding(full(share, used, usable, owners));
    }
    for (Row database : databases) {
      double limited =
          100.0 * database.count("sessions") / Math.max(1, database.count("connection_limit"));
      if (database.has("connection_limit") && limited >= FULL) {
        section.finding(
            Finding.of(
                limited >= NEARLY_NONE_LEFT ? Severity.CRITICAL : Severity.WARNING,
                "connections.database-limit",
                database.text("database"),
                "The database's own connection limit is nearly reached",
                database.count("sessions") + " of " + database.count("connection_limit"),
                "Find out who holds the sessions before the limit is raised."));
      }
    }
    return section.build();
  }

  private static double averageAge(List<Row> states) {
    double sessions = states.stream().mapToDouble(row -> row.number("sessions")).sum();
    double ages =
        states.stream()
            .mapToDouble(row -> row.number("average_age") * row.number("sessions"))
            .sum();
    return sessions == 0 ? 0 : ages / sessions;
  }

  private static Finding full(double share, long used, long usable, List<Row> owners) {
    String most =
        owners.isEmpty()
            ? ""
            : "; most are "
                + owners.get(0).text("application")
                + "'s in "
                + owners.get(0).text("database")
                + ": "
                + owners.get(0).count("sessions");
    return Finding.of(
        share >= NEARLY_NONE_LEFT ? Severity.CRITICAL : Severity.WARNING,
        "connections.room",
        "server",
        "Connections are running out",
        used + " of " + usable + " usable ones are taken" + most,
        "Lower the pools of the applications, or put a pooler in between: more connections make a"
            + " busy server slower, not faster.");
  }
}
