package io.tidemark.worker;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import java.util.List;
import java.util.UUID;

/** Resets workflows, as people do in the Web UI. */
final class Resets {
  private Resets() {}

  /** Resets to the workflow task that first scheduled this activity; the new run. */
  static WorkflowStub before(WorkflowStub workflow, String activity) {
    WorkflowClient client = TemporalServer.shared().client();
    List<HistoryEvent> events =
        client
            .fetchHistory(
                workflow.getExecution().getWorkflowId(), workflow.getExecution().getRunId())
            .getEvents();
    long task =
        events.stream()
            .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
            .map(HistoryEvent::getActivityTaskScheduledEventAttributes)
            .filter(scheduled -> scheduled.getActivityType().getName().equals(activity))
            .findFirst()
            .orElseThrow()
            .getWorkflowTaskCompletedEventId();
    String run =
        client
            .getWorkflowServiceStubs()
            .blockingStub()
            .resetWorkflowExecution(
                ResetWorkflowExecutionRequest.newBuilder()
                    .setNamespace(client.getOptions().getNamespace())
                    .setWorkflowExecution(workflow.getExecution())
                    .setReason("test")
                    .setRequestId(UUID.randomUUID().toString())
                    .setWorkflowTaskFinishEventId(task)
                    .build())
            .getRunId();
    return client.newUntypedWorkflowStub(
        WorkflowTargetOptions.newBuilder()
            .setWorkflowId(workflow.getExecution().getWorkflowId())
            .setRunId(run)
            .build());
  }
}
