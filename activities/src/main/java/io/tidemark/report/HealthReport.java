package io.tidemark.report;

import io.tidemark.report.capture.Captures;
import java.sql.SQLException;

/** What stops a server one day: transaction ids, old snapshots, full sequences, damage, old age. */
final class HealthReport implements Report {
  @Override
  public ReportName name() {
    return ReportName.HEALTH;
  }

  @Override
  public Section take(ReportSession session, Captures captures) throws SQLException {
    Section.Builder section = new Section.Builder(name());
    new VersionCheck().look(session, section);
    new TransactionChecks().look(session, captures, section);
    new SequenceCheck().look(session, section);
    new IntegrityChecks().look(session, captures, section);
    return section.build();
  }
}
