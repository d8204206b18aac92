package io.tidemark.workflow;

import io.temporal.workflow.Workflow;
import io.tidemark.api.lock.LockWorkflow;

/** Waits until it is let go. */
public final class LockWorkflowImpl implements LockWorkflow {
  private boolean released;

  @Override
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
