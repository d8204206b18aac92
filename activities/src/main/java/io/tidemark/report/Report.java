package io.tidemark.report;

import io.tidemark.report.capture.Captures;
import java.sql.SQLException;

/** Looks at one side of a database. Reads only. */
public interface Report {
  ReportName name();

  /**
   * Looks and judges.
   *
   * @param captures what was seen before, and what is kept of this run
   * @throws SQLException when the whole report is impossible; whoever runs it says UNKNOWN
   */
  Section take(ReportSession session, Captures captures) throws SQLException;
}
