package io.tidemark.workflow;

import io.temporal.failure.TemporalFailure;
import io.tidemark.api.restore.ImpactActivity;
import io.tidemark.api.restore.ImpactActivity.ImpactInput;
import io.tidemark.api.restore.ImpactReport;
import java.time.Duration;
import java.util.Optional;

/** Measures what a promotion would change, before people are asked and again when they answered. */
final class Impact {
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /** A live database goes on changing; what changes less than this was approved with the rest. */
  private static final double SHARE = 0.10;

  private static final long ROWS = 1_000;

  private final ActivityStubs stubs;
  private final Notices notices;

  Impact(ActivityStubs stubs, Notices notices) {
    this.stubs = stubs;
    this.notices = notices;
  }

  /**
   * Compares. A live database that cannot be read any more is a reason to restore, not to stop: the
   * report is left out then, with a notice.
   */
  Optional<ImpactReport> measure(ImpactInput input) {
    try {
      return Optional.of(
          stubs
              .rowsPart(ImpactActivity.class, LONGEST, "compare with " + input.context().target())
              .impact(input));
    } catch (TemporalFailure e) {
      if (Failures.cancelled(e)) {
        throw e;
      }
      notices.add("there is no impact report: " + Failures.message(e));
      return Optional.empty();
    }
  }

  /** What changed too much since people looked; empty when nothing did. */
  static Optional<String> changedBeyondMeasure(ImpactReport then, ImpactReport now) {
    if (!now.lostTables().equals(then.lostTables())
        || !now.gainedTables().equals(then.gainedTables())) {
      return Optional.of("there are other tables in the live database than when it was shown");
    }
    long difference = Math.abs(now.liveRows() - then.liveRows());
    if (difference > Math.max(ROWS, Math.round(SHARE * (double) then.liveRows()))) {
      return Optional.of(
          "the live database had "
              + Figures.count(then.liveRows())
              + " rows when it was shown and has "
              + Figures.count(now.liveRows())
              + " now");
    }
    return Optional.empty();
  }
}
