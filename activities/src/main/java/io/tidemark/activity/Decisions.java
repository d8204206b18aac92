package io.tidemark.activity;

import io.temporal.activity.ActivityInfo;
import io.tidemark.api.FailureType;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.api.restore.RestoreEvent;
import io.tidemark.api.verify.BackupReference;
import io.tidemark.archive.HistoryEntry;
import io.tidemark.archive.RestoreHistory;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.util.Optional;

/**
 * Decisions that live in the store, where a workflow that is reset cannot take them back: the run
 * that wrote one may promote by it, no other.
 */
final class Decisions {
  private final Installation installation;

  Decisions(Installation installation) {
    this.installation = installation;
  }

  /** Whether this run has the decision now; a repeat of the same run has it still. */
  boolean consume(String decision, BackupReference backup, RestoreEvent event, ActivityInfo info)
      throws UnknownNameException, IOException, InterruptedException {
    RestoreHistory history = history(backup.store());
    boolean first =
        history.append(
            name(decision),
            new HistoryEntry(event, info.getWorkflowId(), info.getWorkflowRunId()),
            RecordKey.of(backup, installation));
    return first
        || find(history, backup.database(), event.restoreId(), decision)
            .filter(found -> found.runId().equals(info.getWorkflowRunId()))
            .isPresent();
  }

  /**
   * Returns when this run may replace the live database.
   *
   * @throws RefusedException DECISION_SPENT when it may not
   */
  void require(String decision, RestoreContext context, ActivityInfo info)
      throws UnknownNameException, RefusedException, IOException {
    if (context.targetOid() == 0) {
      return;
    }
    RestoreHistory history = history(context.backup().store());
    boolean ours =
        !decision.isEmpty()
            && find(history, context.backup().database(), context.restoreId(), decision)
                .filter(found -> found.runId().equals(info.getWorkflowRunId()))
                .isPresent();
    if (!ours) {
      throw new RefusedException(
          FailureType.DECISION_SPENT,
          "decision "
              + decision
              + " was not made in this run of the workflow; nothing was renamed");
    }
  }

  private RestoreHistory history(String store) throws UnknownNameException, StoreException {
    return new RestoreHistory(installation.store(store));
  }

  private Optional<HistoryEntry> find(
      RestoreHistory history, String database, String restoreId, String decision)
      throws IOException {
    return history.find(database, restoreId, name(decision), installation.keys());
  }

  private static String name(String decision) {
    return "decision-" + decision;
  }
}
