package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.tidemark.api.FailureType;
import io.tidemark.api.restore.RecordActivities;
import io.tidemark.archive.HistoryEntry;
import io.tidemark.archive.RestoreHistory;

/** Keeps a restore's record in the store that its backup is in. */
public final class RecordActivitiesImpl implements RecordActivities {
  private final Installation installation;
  private final Decisions decisions;

  public RecordActivitiesImpl(Installation installation) {
    this.installation = installation;
    this.decisions = new Decisions(installation);
  }

  @Override
  public void record(RecordInput input) {
    ActivityInfo info = Activity.getExecutionContext().getInfo();
    ActivityFailures.mapping(
        FailureType.STORE_UNAVAILABLE,
        () -> {
          // A run that was reset writes entries of its own beside those of the earlier one.
          String name = input.event().event() + "-" + info.getWorkflowRunId();
          return new RestoreHistory(installation.store(input.backup().store()))
              .append(
                  name,
                  new HistoryEntry(input.event(), info.getWorkflowId(), info.getWorkflowRunId()),
                  RecordKey.of(input.backup(), installation));
        });
  }

  @Override
  public boolean consumeDecision(DecisionInput input) {
    ActivityInfo info = Activity.getExecutionContext().getInfo();
    return ActivityFailures.mapping(
        FailureType.STORE_UNAVAILABLE,
        () -> decisions.consume(input.decision(), input.backup(), input.event(), info));
  }
}
