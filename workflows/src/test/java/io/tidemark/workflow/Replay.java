package io.tidemark.workflow;

import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;

/** Runs a history again with today's code. */
final class Replay {
  private Replay() {}

  /** Throws when some command differs from what the history holds. */
  static void of(WorkflowExecutionHistory history) throws Exception {
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()) {
      // A whole history is one task here, run by classes that are just being loaded: on a busy
      // machine that takes longer than the second after which the SDK suspects a deadlock.
      Worker worker =
          environment.newWorker(
              "replay",
              WorkerOptions.newBuilder()
                  .setDefaultDeadlockDetectionTimeout(Duration.ofMinutes(1).toMillis())
                  .build());
      worker.registerWorkflowImplementationTypes(
          WorkflowTypes.options(), WorkflowTypes.implementations());
      WorkflowReplayer.replayWorkflowExecution(history, worker);
    }
  }
}
