package io.tidemark.cli.temporal;

import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import io.tidemark.api.FailureType;
import io.tidemark.cli.outcome.Advice;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import java.util.Optional;

/**
 * Puts a failed workflow into words. Temporal wraps what went wrong in what was being done, layer
 * by layer; the innermost failure that carries one of our types is what people must know.
 */
public final class WorkflowFailures {
  private WorkflowFailures() {}

  /** The failure as a command reports it. */
  public static CommandException explain(WorkflowFailedException failure) {
    String workflowId = failure.getExecution().getWorkflowId();
    Optional<ApplicationFailure> ours = Optional.empty();
    Throwable innermost = failure;
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      innermost = cause;
      if (cause instanceof ApplicationFailure application
          && FailureType.of(application.getType()).isPresent()) {
        ours = Optional.of(application);
      }
    }
    if (ours.isPresent()) {
      return explain(ours.get(), workflowId, failure);
    }
    if (innermost instanceof CanceledFailure) {
      return ended("was cancelled", "Cancelled", ExitCode.FAILED, workflowId, failure);
    }
    if (innermost instanceof TerminatedFailure) {
      return ended(
          "was terminated, so that it could not clean up: look with tidemark doctor",
          "Terminated",
          ExitCode.FAILED,
          workflowId,
          failure);
    }
    if (innermost instanceof TimeoutFailure timeout) {
      return ended(
          "ran out of time (" + timeout.getTimeoutType() + ")",
          "TimedOut",
          ExitCode.FAILED,
          workflowId,
          failure);
    }
    return ended(
        "failed: " + innermost.getMessage(), "Failed", ExitCode.FAILED, workflowId, failure);
  }

  private static CommandException explain(
      ApplicationFailure failure, String workflowId, WorkflowFailedException whole) {
    FailureType type = FailureType.of(failure.getType()).orElse(FailureType.INTERNAL);
    return new CommandException(
        ExitCode.of(type),
        type.wireName(),
        failure.getOriginalMessage(),
        Advice.about(type).orElse(null),
        workflowId,
        whole);
  }

  private static CommandException ended(
      String how,
      String type,
      ExitCode exitCode,
      String workflowId,
      WorkflowFailedException whole) {
    return new CommandException(exitCode, type, "the workflow " + how, null, workflowId, whole);
  }
}
