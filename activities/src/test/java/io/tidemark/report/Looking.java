package io.tidemark.report;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.Sessions;
import io.tidemark.report.capture.CaptureBook;
import io.tidemark.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Takes single reports of a test's database. */
final class Looking {
  private Looking() {}

  static Section at(TestDatabase database, Report report) throws SQLException {
    return at(database.target(), report);
  }

  static Section at(ConnectionTarget target, Report report) throws SQLException {
    try (ReportSession session =
        ReportSession.open(new Sessions(), target, ReportSession.Limits.USUAL)) {
      return report.take(session, CaptureBook.forgetful().of(report.name().key()));
    }
  }

  static List<Row> rows(Section section, String table) {
    return section.tables().stream()
        .filter(found -> found.key().equals(table))
        .findFirst()
        .orElseThrow()
        .rows();
  }

  static Optional<Finding> finding(Section section, String check, String subject) {
    return section.findings().stream()
        .filter(finding -> finding.check().equals(check) && finding.subject().equals(subject))
        .findFirst();
  }
}
