package io.tidemark.workflow;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import io.tidemark.api.TaskQueues;
import io.tidemark.api.backup.CopyActivity;
import io.tidemark.api.backup.HoldActivity;
import io.tidemark.api.backup.PartActivity;
import java.time.Duration;

/**
 * The activities as workflows call them. Task queues, timeouts, heartbeats and retries of all steps
 * are decided here and nowhere else.
 */
final class ActivityStubs {
  /** The longest that a short step goes on being repeated. */
  private static final Duration SHORT_IN_ALL = Duration.ofHours(1);

  private static final Duration LONGEST_ROWS_ATTEMPT = Duration.ofHours(2);

  /** After kill -9, a part starts elsewhere within this and a few seconds. */
  private static final Duration PART_HEARTBEAT = Duration.ofSeconds(10);

  /** Long, because a Temporal server that is away looks like a cancel, and a snapshot is dear. */
  private static final Duration HOLD_HEARTBEAT = Duration.ofMinutes(2);

  /** A snapshot holder that nobody takes for so long finds no worker. */
  static final Duration HOLD_PICKUP = Duration.ofSeconds(60);

  /** Expired backups can wait for the next prune; the backup that calls for it should end. */
  private static final Duration PRUNE_PICKUP = Duration.ofMinutes(2);

  private static final Duration PRUNE_HEARTBEAT = Duration.ofMinutes(1);

  private static final int COPY_ATTEMPTS = 30;

  private static final RetryOptions PATIENT =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setBackoffCoefficient(2)
          .setMaximumInterval(Duration.ofSeconds(30))
          .build();

  private final TaskQueues queues;

  private ActivityStubs(TaskQueues queues) {
    this.queues = queues;
  }

  /** Stubs on the queues that belong to the running workflow's own. */
  static ActivityStubs ofThisWorkflow() {
    return new ActivityStubs(new TaskQueues(Workflow.getInfo().getTaskQueue()));
  }

  TaskQueues queues() {
    return queues;
  }

  /** A short step, abandoned at once when it is cancelled. */
  <T> T quick(Class<T> type, Duration attempt, String summary) {
    return Workflow.newActivityStub(
        type,
        shortStep(attempt, SHORT_IN_ALL, summary)
            .setCancellationType(ActivityCancellationType.TRY_CANCEL)
            .build());
  }

  /** A short step whose outcome must be known even when it is cancelled meanwhile. */
  <T> T decisive(Class<T> type, Duration attempt, String summary) {
    return Workflow.newActivityStub(type, shortStep(attempt, SHORT_IN_ALL, summary).build());
  }

  /** A short step that may take only so long in all, repetitions included: cleaning up, telling. */
  <T> T bounded(Class<T> type, Duration inAll, String summary) {
    return Workflow.newActivityStub(type, shortStep(inAll, inAll, summary).build());
  }

  /**
   * Deleting from a store, in all within this time; repeated it goes on where it ended. Waits no
   * longer than this for a worker that may delete.
   */
  <T> T prune(Class<T> type, Duration inAll, String summary) {
    return Workflow.newActivityStub(
        type,
        shortStep(inAll, inAll, summary)
            .setTaskQueue(queues.prune())
            .setScheduleToStartTimeout(PRUNE_PICKUP)
            .setHeartbeatTimeout(PRUNE_HEARTBEAT)
            .build());
  }

  /** Proof that a slot for parts is free; waits for one as long as the whole job may take. */
  PartActivity slot(Duration longest) {
    return Workflow.newActivityStub(
        PartActivity.class,
        shortStep(Duration.ofMinutes(1), longest, "wait for a free slot")
            .setTaskQueue(queues.parts())
            .setCancellationType(ActivityCancellationType.TRY_CANCEL)
            .build());
  }

  /** A part of rows or of objects: bounded in size, so bounded in time. */
  <T> T rowsPart(Class<T> type, Duration longest, String summary) {
    Duration attempt = longest.compareTo(LONGEST_ROWS_ATTEMPT) < 0 ? longest : LONGEST_ROWS_ATTEMPT;
    return Workflow.newActivityStub(type, part(attempt, longest, summary));
  }

  /** An archive, or another piece of work that cannot be cut. */
  <T> T archivePart(Class<T> type, Duration longest, String summary) {
    return Workflow.newActivityStub(type, part(longest, longest, summary));
  }

  /**
   * A snapshot holder. One attempt: the server repeats an activity with the input it was scheduled
   * with, and a repeated holder would open an unrelated snapshot.
   */
  HoldActivity hold(Duration longest, String summary) {
    return Workflow.newActivityStub(
        HoldActivity.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(queues.hold())
            .setScheduleToStartTimeout(HOLD_PICKUP)
            .setStartToCloseTimeout(longest)
            .setHeartbeatTimeout(HOLD_HEARTBEAT)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setSummary(summary)
            .build());
  }

  /**
   * A piece of a copy. The backup is sealed and its lock is held meanwhile, so a store that is away
   * is waited for, but not for ever: about a quarter of an hour.
   */
  CopyActivity copy(Duration longest, String summary) {
    return Workflow.newActivityStub(
        CopyActivity.class,
        ActivityOptions.newBuilder(part(longest, longest, summary))
            .setRetryOptions(
                RetryOptions.newBuilder(PATIENT).setMaximumAttempts(COPY_ATTEMPTS).build())
            .build());
  }

  private ActivityOptions.Builder shortStep(Duration attempt, Duration inAll, String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(queues.base())
        .setStartToCloseTimeout(attempt)
        .setScheduleToCloseTimeout(inAll)
        .setRetryOptions(PATIENT)
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setSummary(summary);
  }

  private ActivityOptions part(Duration attempt, Duration longest, String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(queues.parts())
        .setStartToCloseTimeout(attempt)
        .setScheduleToCloseTimeout(longest)
        .setHeartbeatTimeout(PART_HEARTBEAT)
        .setRetryOptions(PATIENT)
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setSummary(summary)
        .build();
  }
}
