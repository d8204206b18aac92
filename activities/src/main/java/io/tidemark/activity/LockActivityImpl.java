package io.tidemark.activity;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.activity.Activity;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowTargetOptions;
import io.tidemark.api.lock.LockActivity;

/** Asks Temporal who holds a lock, and ends a lock that outlived its owner. */
public final class LockActivityImpl implements LockActivity {
  private static final LockState FREE = new LockState(false, "", "");

  @Override
  public LockState inspectLock(String lockWorkflowId) {
    WorkflowClient client = Activity.getExecutionContext().getWorkflowClient();
    WorkflowExecutionInfo lock;
    try {
      lock = describe(client, WorkflowExecution.newBuilder().setWorkflowId(lockWorkflowId).build());
    } catch (StatusRuntimeException e) {
      return freeWhenMissing(e);
    }
    if (!running(lock) || !lock.hasParentExecution()) {
      return FREE;
    }
    WorkflowExecution owner = lock.getParentExecution();
    if (ownerRuns(client, owner)) {
      return new LockState(true, owner.getWorkflowId(), owner.getRunId());
    }
    terminate(client, lock.getExecution());
    return FREE;
  }

  private static boolean ownerRuns(WorkflowClient client, WorkflowExecution owner) {
    try {
      return running(describe(client, owner));
    } catch (StatusRuntimeException e) {
      freeWhenMissing(e);
      return false;
    }
  }

  private static WorkflowExecutionInfo describe(WorkflowClient client, WorkflowExecution which) {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(which)
                .build())
        .getWorkflowExecutionInfo();
  }

  private static void terminate(WorkflowClient client, WorkflowExecution lock) {
    try {
      client
          .newUntypedWorkflowStub(
              WorkflowTargetOptions.newBuilder().setWorkflowExecution(lock).build())
          .terminate("its owner is closed");
    } catch (WorkflowNotFoundException e) {
      // Closed meanwhile, which is what we wanted.
    }
  }

  private static LockState freeWhenMissing(StatusRuntimeException e) {
    if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
      return FREE;
    }
    throw e;
  }

  private static boolean running(WorkflowExecutionInfo info) {
    return info.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }
}
