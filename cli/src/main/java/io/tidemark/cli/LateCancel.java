package io.tidemark.cli;

import io.temporal.client.WorkflowStub;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.report.WorkflowKind;
import java.util.Optional;

/**
 * A workflow that was asked to stop closes as cancelled, even when its work was done already: a
 * backup that is sealed, a restore that has the name. What it says of itself is the truth.
 */
final class LateCancel {
  private LateCancel() {}

  /** What the workflow had done before it could stop; empty when it was not done, or unknown. */
  static Optional<String> done(WorkflowKind<?> kind, WorkflowStub workflow) {
    try {
      String phase = kind.progress().apply(workflow).phase();
      return kind.donePhases().contains(phase) ? Optional.of(phase) : Optional.empty();
    } catch (RuntimeException e) {
      // No worker is there to answer.
      return Optional.empty();
    }
  }

  /** The truth about a workflow that closed as cancelled, if it is another. */
  static CommandException correct(
      CommandException failure, WorkflowKind<?> kind, WorkflowStub workflow, String workflowId) {
    if (!failure.type().equals("Cancelled")) {
      return failure;
    }
    return done(kind, workflow)
        .map(
            phase ->
                new CommandException(
                    ExitCode.FINDINGS,
                    "CancelledTooLate",
                    "the cancellation came too late: the " + kind.word() + " is " + phase,
                    null,
                    workflowId,
                    failure))
        .orElse(failure);
  }
}
