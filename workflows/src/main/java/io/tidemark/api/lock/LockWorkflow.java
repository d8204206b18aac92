package io.tidemark.api.lock;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * An exclusion lock: a child workflow with a fixed id. Workflow ids that people choose are no lock,
 * since the Web UI lets them type any and schedules append a time; this id is ours alone.
 */
@WorkflowInterface
public interface LockWorkflow {
  /** The workflow type. */
  String TYPE = "TidemarkLock";

  /** Holds until released, cancelled, or closed with its parent. */
  @WorkflowMethod(name = TYPE)
  void hold(Owner owner);

  /** Lets go. */
  @SignalMethod(name = "release")
  void release();

  /** The workflow id of the lock on one thing. */
  static String id(String scope, String name) {
    return "tidemark-lock:" + scope + ":" + name;
  }

  /**
   * Who holds.
   *
   * @param workflowId of the owner
   * @param runId of the owner
   * @param doing for people: {@code backup of orders}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Owner(String workflowId, String runId, String doing) {}
}
