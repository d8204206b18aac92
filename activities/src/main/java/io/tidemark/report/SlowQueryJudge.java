package io.tidemark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wrong with a statement, by its cost since the last look. */
final class SlowQueryJudge {
  private static final double SLOW_MILLIS = 1000;
  private static final double NOTABLE_MILLIS = 20;
  private static final double FEW_CALLS = 20;

  private SlowQueryJudge() {}

  static List<Finding> judge(Row statement) {
    List<Finding> findings = new ArrayList<>();
    String subject = "query " + statement.text("queryid");
    double mean = statement.number("mean");
    String cost =
        String.format(
            Locale.ROOT,
            "%s on average over %s, %.0f %% of all time: %s",
            Unit.MILLIS.format(mean),
            Unit.COUNT.format(statement.get("calls"))
                + (statement.number("calls") == 1 ? " call" : " calls"),
            statement.number("share"),
            statement.text("query"));
    if (mean >= SLOW_MILLIS) {
      findings.add(
          Finding.of(
              Severity.WARNING,
              "slow-queries.slow",
              subject,
              "A statement is slow",
              cost,
              "Look at its plan with EXPLAIN (ANALYZE, BUFFERS), with values of yours."));
    } else if (mean >= NOTABLE_MILLIS && statement.number("share") >= 50) {
      findings.add(
          Finding.of(
              Severity.INFO,
              "slow-queries.share",
              subject,
              "One statement takes most of the time",
              cost,
              "What makes it faster helps most. Look at its plan with EXPLAIN (ANALYZE,"
                  + " BUFFERS)."));
    }
    double before = statement.number("mean_before");
    if (before > 0
        && mean >= 2 * before
        && mean >= NOTABLE_MILLIS
        && statement.number("calls") >= FEW_CALLS) {
      findings.add(
          Finding.of(
              Severity.WARNING,
              "slow-queries.regressed",
              subject,
              "A statement became slower",
              Unit.MILLIS.format(before) + " before, now " + cost,
              "Look for a changed plan: new data, stale statistics (ANALYZE), a dropped index."));
    }
    if (statement.number("temp") / Math.max(1, statement.number("calls")) >= 16 << 20) {
      findings.add(
          Finding.of(
              Severity.INFO,
              "slow-queries.spills",
              subject,
              "A statement sorts or hashes on disk",
              Unit.BYTES.format(statement.get("temp")) + " of temporary files; " + cost,
              "Give the role that runs it more work_mem, not the whole server."));
    }
    return findings;
  }
}
