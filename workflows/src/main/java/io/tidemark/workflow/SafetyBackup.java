package io.tidemark.workflow;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupRequest;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import java.time.Duration;

/** A backup of the live database before it is replaced, as a child of the restore. */
final class SafetyBackup {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private SafetyBackup() {}

  /**
   * Takes it. An ordinary backup that happens to run is waited for: hours of loading shall not be
   * lost to it.
   */
  static BackupResult take(String database) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return child(database)
            .backup(new BackupRequest(database, null, null, null, BackupRequest.SAFETY));
      } catch (ChildWorkflowFailure e) {
        if (!Failures.is(FailureType.BUSY, e)) {
          throw e;
        }
        Workflow.sleep(pause);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
      }
    }
  }

  private static BackupWorkflow child(String database) {
    String parent = Workflow.getInfo().getWorkflowId();
    return Workflow.newChildWorkflowStub(
        BackupWorkflow.class,
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(parent + "-safety-backup")
            .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
            .setStaticSummary("safety backup of " + database)
            .setStaticDetails("Taken by `" + parent + "` before it replaces the database.")
            .build());
  }
}
