package io.tidemark.cli;

import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.restore.Verdict;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.cli.temporal.Watch;
import io.tidemark.cli.terminal.Json;
import io.tidemark.worker.config.ConfigException;
import java.util.Map;

/** Sends a decision to a restore and puts the answer into words. */
final class RestoreUpdate {
  private final CliContext context;
  private final boolean json;

  RestoreUpdate(CliContext context, boolean json) {
    this.context = context;
    this.json = json;
  }

  /**
   * Sends it and waits for the answer.
   *
   * @param name of the update; see {@link RestoreWorkflow}
   * @param message its fields
   * @throws CommandException when it did not count, or nobody is there to take it
   */
  int send(String workflowId, String name, Map<String, String> message)
      throws CommandException, ConfigException {
    try (TemporalSession session = context.temporal().open()) {
      session.requireWorker();
      WorkflowStub workflow = session.client().newUntypedWorkflowStub(workflowId);
      if (!workflow.describe().getWorkflowType().equals(RestoreWorkflow.TYPE)) {
        throw CommandException.usage(workflowId + " is no restore");
      }
      report(workflowId, workflow.update(name, Verdict.class, message));
      return ExitCode.OK.code();
    } catch (WorkflowNotFoundException e) {
      throw Watch.notFound(workflowId);
    } catch (WorkflowUpdateException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "WorkflowClosed",
          workflowId + " has ended; see how with: tidemark status " + workflowId,
          null,
          workflowId,
          e);
    }
  }

  private void report(String workflowId, Verdict verdict) throws CommandException {
    if (!verdict.accepted()) {
      throw new CommandException(
          exitCode(verdict), verdict.code(), verdict.reason(), null, workflowId, null);
    }
    if (json) {
      context
          .terminal()
          .out()
          .println(Json.line(Json.object(verdict).put("workflowId", workflowId)));
    } else {
      context.terminal().out().println(verdict.code() + ": " + verdict.reason());
    }
  }

  private static ExitCode exitCode(Verdict verdict) {
    return switch (verdict.code()) {
      case Verdict.INVALID -> ExitCode.USAGE;
      case Verdict.REFUSED -> ExitCode.BUSY;
      default -> ExitCode.DENIED;
    };
  }
}
