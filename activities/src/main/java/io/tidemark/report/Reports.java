package io.tidemark.report;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PostgresException;
import io.tidemark.postgres.Sessions;
import io.tidemark.report.capture.CaptureBook;
import io.tidemark.report.capture.CaptureStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * Takes reports of a database through one session. A report that cannot be taken is UNKNOWN and
 * does not stop the others.
 */
public final class Reports {
  private final Sessions sessions;
  private final CaptureStore store;
  private final ReportSession.Limits limits;
  private final List<Report> reports;

  /**
   * @param store where earlier runs are kept
   * @param capacity of the server's disk in bytes, for the forecast; empty when nobody knows
   */
  public Reports(
      Sessions sessions, CaptureStore store, ReportSession.Limits limits, OptionalLong capacity) {
    this(sessions, store, limits, all(capacity, BloatReport.Reach.USUAL));
  }

  Reports(
      Sessions sessions, CaptureStore store, ReportSession.Limits limits, List<Report> reports) {
    this.sessions = requireNonNull(sessions, "sessions is null");
    this.store = requireNonNull(store, "store is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.reports = List.copyOf(reports);
  }

  static List<Report> all(OptionalLong capacity, BloatReport.Reach reach) {
    return List.of(
        new ConnectionsReport(),
        new SlowQueriesReport(),
        new IndexesReport(),
        new BloatReport(reach),
        new LocksReport(),
        new CacheReport(),
        new SizeReport(capacity),
        new ReplicationReport(),
        new HealthReport());
  }

  /**
   * Takes some reports, in their order.
   *
   * @throws PostgresException when there is no session to be had
   * @throws IOException when captures cannot be read or kept
   */
  public DatabaseReport take(ConnectionTarget target, Collection<ReportName> names)
      throws SQLException, IOException {
    try (ReportSession session = ReportSession.open(sessions, target, limits)) {
      Row server =
          session.one(
              """
              SELECT current_setting('server_version') AS version,
                     (SELECT system_identifier::text FROM pg_control_system()) AS identifier
              """);
      Instant now = session.now();
      CaptureBook book = store.open(server.text("identifier"), target.database());
      List<Section> sections = new ArrayList<>();
      for (Report report : reports) {
        if (names.contains(report.name())) {
          sections.add(take(report, session, book));
        }
      }
      book.save(now);
      return new DatabaseReport(
          target.database(), target.describe(), server.text("version"), now, sections);
    }
  }

  private static Section take(Report report, ReportSession session, CaptureBook book) {
    String key = report.name().key();
    try {
      return report.take(session, book.of(key));
    } catch (SQLException e) {
      PostgresException failure = PostgresException.of("looking", e);
      return new Section.Builder(report.name())
          .finding(
              Finding.of(
                  Severity.UNKNOWN,
                  key + ".failed",
                  key,
                  "This report could not be taken",
                  String.valueOf(failure.getMessage()),
                  cure(failure)))
          .build();
    }
  }

  private static String cure(PostgresException failure) {
    return switch (failure.kind()) {
      case ACCESS_DENIED -> "GRANT pg_monitor to this role.";
      case BUSY -> "Somebody took an exclusive lock just then: see tidemark report locks.";
      case CANCELLED -> "The server was too busy to answer in time: try again later.";
      default -> "Try again; if it stays, tell us with the server's version.";
    };
  }
}
