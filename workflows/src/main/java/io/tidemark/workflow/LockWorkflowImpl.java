package io.tidemark.workflow;

import io.temporal.common.VersioningBehavior;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowVersioningBehavior;
import io.tidemark.api.lock.LockWorkflow;

/** Waits until it is let go. */
public final class LockWorkflowImpl implements LockWorkflow {
  private boolean released;

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public void hold(Owner owner) {
    Workflow.setCurrentDetails(
        "Held for the " + owner.doing() + " by workflow `" + owner.workflowId() + "`");
    Workflow.await(() -> released);
  }

  @Override
  public void release() {
    released = true;
  }
}
