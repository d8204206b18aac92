package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;

/** In whose name marks are written: the run of a workflow, all of whose steps share its marks. */
final class MarkOwner {
  private MarkOwner() {}

  /** The run that the activity on this thread belongs to. */
  static String ofThisActivity() {
    ActivityInfo info = Activity.getExecutionContext().getInfo();
    return info.getWorkflowId() + " " + info.getWorkflowRunId();
  }
}
