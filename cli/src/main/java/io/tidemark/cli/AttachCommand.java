package io.tidemark.cli;

import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.report.WorkflowKind;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.cli.temporal.Watch;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "attach", description = "Wait for a workflow that was started before.")
final class AttachCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "WORKFLOW", description = "The workflow's id.")
  private String workflowId = "";

  @Mixin private JsonOption output = new JsonOption();

  AttachCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (TemporalSession session = context.temporal().open()) {
      WorkflowStub workflow = session.client().newUntypedWorkflowStub(workflowId);
      String type;
      try {
        type = workflow.describe().getWorkflowType();
      } catch (WorkflowNotFoundException e) {
        throw Watch.notFound(workflowId);
      }
      WorkflowKind<?> kind =
          WorkflowKind.ofType(type)
              .orElseThrow(
                  () ->
                      CommandException.usage(
                          workflowId + " is a " + type + ", which this command does not know"));
      return new WorkflowRunner(context, output.json()).await(session, kind, workflow, workflowId);
    }
  }
}
