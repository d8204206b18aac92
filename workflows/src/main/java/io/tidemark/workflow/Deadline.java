package io.tidemark.workflow;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import io.tidemark.api.FailureType;
import java.time.Duration;
import java.util.function.Supplier;

/** Ends work that takes longer than the whole job may, as a cancellation does, but says so. */
final class Deadline {
  private final Duration longest;
  private boolean passed;

  Deadline(Duration longest) {
    this.longest = longest;
  }

  /**
   * Does the work within the time.
   *
   * @param what for people: {@code the backup of orders}
   * @param phase what was going on when time was up
   */
  <T> T hold(String what, Supplier<String> phase, Supplier<T> work) {
    CompletablePromise<T> result = Workflow.newPromise();
    CancellationScope working = Workflow.newCancellationScope(() -> result.complete(work.get()));
    CancellationScope clock = Workflow.newCancellationScope(() -> cancelInTime(working));
    clock.run();
    try {
      working.run();
      return result.get();
    } catch (RuntimeException e) {
      if (passed && Failures.cancelled(e)) {
        throw Failures.of(
            FailureType.DEADLINE_EXCEEDED,
            what
                + " was not done within "
                + longest.toMinutes()
                + " minutes; it was at: "
                + phase.get());
      }
      throw e;
    } finally {
      clock.cancel();
    }
  }

  private void cancelInTime(CancellationScope working) {
    TimerOptions named = TimerOptions.newBuilder().setSummary("longest duration").build();
    Workflow.newTimer(longest, named)
        .handle(
            (fired, cancelled) -> {
              if (cancelled == null) {
                passed = true;
                working.cancel("it took longer than it may");
              }
              return null;
            });
  }
}
