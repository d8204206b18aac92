package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowServiceException;
import io.tidemark.api.restore.RestoreStage;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.report.RestoreStatusReport;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.cli.terminal.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "pending",
    description = "List restores that wait for approval, with what they would change.")
final class PendingCommand implements Callable<Integer> {
  private static final String RUNNING =
      "WorkflowType = '" + RestoreWorkflow.TYPE + "' AND ExecutionStatus = 'Running'";

  private final CliContext context;

  @Mixin private JsonOption output = new JsonOption();

  PendingCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (TemporalSession session = context.temporal().open()) {
      Map<String, RestoreStatus> waiting = waiting(session);
      if (output.json()) {
        ObjectNode object = Json.object();
        ArrayNode pending = object.putArray("pending");
        waiting.forEach((id, status) -> pending.add(Json.object(status).put("workflowId", id)));
        context.terminal().out().println(Json.line(object));
      } else if (waiting.isEmpty()) {
        context.terminal().out().println("no restore waits for approval");
      } else {
        waiting.forEach(new RestoreStatusReport(context.terminal())::print);
      }
      return ExitCode.OK.code();
    }
  }

  private static Map<String, RestoreStatus> waiting(TemporalSession session) throws Exception {
    List<String> running = session.workflows(RUNNING);
    if (running.isEmpty()) {
      return Map.of();
    }
    session.requireWorker();
    Map<String, RestoreStatus> waiting = new TreeMap<>();
    for (String id : running) {
      try {
        RestoreStatus status =
            session
                .client()
                .newUntypedWorkflowStub(id)
                .query(RestoreWorkflow.STATUS, RestoreStatus.class);
        if (status.stage().equals(RestoreStage.AWAITING_APPROVAL.word())) {
          waiting.put(id, status);
        }
      } catch (WorkflowServiceException e) {
        // It has just ended, or is on a queue that nobody serves: it waits for no approval here.
      }
    }
    return waiting;
  }
}
