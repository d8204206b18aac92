package io.tidemark.workflow;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.tidemark.api.FailureType;
import io.tidemark.api.lock.LockActivity;
import io.tidemark.api.lock.LockActivity.LockState;
import io.tidemark.api.lock.LockWorkflow;
import io.tidemark.api.lock.LockWorkflow.Owner;
import java.time.Duration;

/**
 * Keeps a second workflow off the same thing, by a child with a fixed id. It lives outside the
 * owner's cancellation, so that it is let go only when the owner has cleaned up; and closes with
 * the owner, whatever ends that.
 */
final class ExclusionLock {
  private final LockWorkflow child;
  private final Promise<Void> closed;

  private ExclusionLock(LockWorkflow child, Promise<Void> closed) {
    this.child = child;
    this.closed = closed;
  }

  /**
   * Takes the lock.
   *
   * @param scope {@code backup} or {@code restore}
   * @param name of the thing
   * @param doing for people: {@code backup of orders}
   * @throws io.temporal.failure.ApplicationFailure of type Busy, naming the owner
   */
  static ExclusionLock take(ActivityStubs stubs, String scope, String name, String doing) {
    String id = LockWorkflow.id(scope, name);
    ExclusionLock[] taken = new ExclusionLock[1];
    Workflow.newDetachedCancellationScope(() -> taken[0] = take(stubs, id, doing)).run();
    return taken[0];
  }

  private static ExclusionLock take(ActivityStubs stubs, String id, String doing) {
    try {
      return start(id, doing);
    } catch (ChildWorkflowFailure e) {
      throwUnlessTaken(e);
    }
    LockState state =
        stubs.bounded(LockActivity.class, Duration.ofMinutes(5), "who holds " + id).inspectLock(id);
    if (state.held()) {
      throw busy(doing, state.ownerWorkflowId());
    }
    try {
      return start(id, doing);
    } catch (ChildWorkflowFailure e) {
      throwUnlessTaken(e);
      throw busy(doing, "");
    }
  }

  private static ExclusionLock start(String id, String doing) {
    WorkflowInfo self = Workflow.getInfo();
    LockWorkflow child =
        Workflow.newChildWorkflowStub(
            LockWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_TERMINATE)
                .setStaticSummary("lock: " + doing)
                .setStaticDetails("Held by " + self.getWorkflowId() + " until it ends.")
                .build());
    Owner owner = new Owner(self.getWorkflowId(), self.getRunId(), doing);
    Promise<Void> closed = Async.procedure(child::hold, owner);
    Workflow.getWorkflowExecution(child).get();
    return new ExclusionLock(child, closed);
  }

  /** Lets go, and returns when the next one can have it. */
  void release() {
    Workflow.newDetachedCancellationScope(
            () -> {
              try {
                child.release();
                closed.get();
              } catch (TemporalFailure e) {
                Workflow.getLogger(ExclusionLock.class)
                    .warn("the lock was already gone: {}", Failures.message(e));
              }
            })
        .run();
  }

  private static void throwUnlessTaken(ChildWorkflowFailure failure) {
    if (!(failure.getCause() instanceof WorkflowExecutionAlreadyStarted)) {
      throw Failures.during("taking the lock", failure);
    }
  }

  private static RuntimeException busy(String doing, String owner) {
    String who = owner.isEmpty() ? "another workflow" : "workflow \"" + owner + "\"";
    return Failures.of(
        FailureType.BUSY,
        "cannot begin the "
            + doing
            + ": "
            + who
            + " is at work on it; wait until it is done, or cancel it");
  }
}
