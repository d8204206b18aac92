package io.tidemark.cli;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.report.WorkflowKind;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.cli.temporal.Watch;
import io.tidemark.cli.terminal.Json;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "cancel",
    description = "Ask a workflow to stop; it ends its sessions and cleans up behind itself.")
final class CancelCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "WORKFLOW", description = "The workflow's id.")
  private String workflowId = "";

  @Mixin private JsonOption output = new JsonOption();

  CancelCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (TemporalSession session = context.temporal().open()) {
      WorkflowStub workflow = session.client().newUntypedWorkflowStub(workflowId);
      WorkflowExecutionStatus status;
      try {
        status = workflow.describe().getStatus();
        if (status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
          workflow.cancel();
        }
      } catch (WorkflowNotFoundException e) {
        throw Watch.notFound(workflowId);
      }
      if (status != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
        throw new CommandException(
            ExitCode.FAILED,
            "WorkflowClosed",
            workflowId + " has ended already: " + word(status) + butDone(workflow, status));
      }
      report();
      return ExitCode.OK.code();
    }
  }

  private static String butDone(WorkflowStub workflow, WorkflowExecutionStatus status) {
    return status != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED
        ? ""
        : WorkflowKind.ofType(workflow.describe().getWorkflowType())
            .flatMap(kind -> LateCancel.done(kind, workflow))
            .map(phase -> ", too late: its work was done (" + phase + ")")
            .orElse("");
  }

  private void report() {
    if (output.json()) {
      context
          .terminal()
          .out()
          .println(
              Json.line(Json.object().put("workflowId", workflowId).put("cancelRequested", true)));
    } else {
      context.terminal().out().println("asked " + workflowId + " to stop");
      context.terminal().out().println("  see it end with: tidemark attach " + workflowId);
    }
  }

  private static String word(WorkflowExecutionStatus status) {
    return status
        .name()
        .replace("WORKFLOW_EXECUTION_STATUS_", "")
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ');
  }
}
