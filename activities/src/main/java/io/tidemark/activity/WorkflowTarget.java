package io.tidemark.activity;

import io.temporal.activity.ActivityInfo;
import io.temporal.client.WorkflowTargetOptions;

/** Addresses the very run that scheduled an activity, never a successor under the same id. */
final class WorkflowTarget {
  private WorkflowTarget() {}

  static WorkflowTargetOptions of(ActivityInfo info) {
    return WorkflowTargetOptions.newBuilder()
        .setWorkflowId(info.getWorkflowId())
        .setRunId(info.getWorkflowRunId())
        .build();
  }
}
