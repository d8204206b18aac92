package io.tidemark.cli;

import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.report.RestoreStatusReport;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.cli.temporal.Watch;
import io.tidemark.cli.terminal.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "status", description = "Show where a restore stands, with its evidence.")
final class StatusCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "WORKFLOW", description = "The restore's workflow id.")
  private String workflowId = "";

  @Mixin private JsonOption output = new JsonOption();

  StatusCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (TemporalSession session = context.temporal().open()) {
      session.requireWorker();
      WorkflowStub workflow = session.client().newUntypedWorkflowStub(workflowId);
      if (!workflow.describe().getWorkflowType().equals(RestoreWorkflow.TYPE)) {
        throw CommandException.usage(workflowId + " is no restore");
      }
      RestoreStatus status = workflow.query(RestoreWorkflow.STATUS, RestoreStatus.class);
      if (output.json()) {
        context
            .terminal()
            .out()
            .println(Json.line(Json.object(status).put("workflowId", workflowId)));
      } else {
        new RestoreStatusReport(context.terminal()).print(workflowId, status);
      }
      return ExitCode.OK.code();
    } catch (WorkflowNotFoundException e) {
      throw Watch.notFound(workflowId);
    }
  }
}
