package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.lock.LockWorkflow;
import io.tidemark.api.lock.LockWorkflow.Owner;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One workflow at a time on one thing. */
final class ExclusionLockTest {
  private static final Map<String, String> ORDERS = Map.of("database", "orders");
  private static final String LOCK = "tidemark-lock:backup:orders";

  @Test
  void secondBackupIsRefusedAndToldWhoIsAtWork() {
    try (Bench bench = new Bench()) {
      bench.script.stick("plan");
      WorkflowStub first = bench.startBackup(ORDERS);
      bench.script.awaitCall("plan");
      bench.services.lockOwner = "backup-1";

      TemporalFailure failure =
          Bench.failureOf(bench.start(BackupWorkflow.TYPE, "backup-2", ORDERS));

      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("Busy");
      assertThat(failure.getOriginalMessage())
          .isEqualTo(
              "cannot begin the backup of orders: workflow \"backup-1\" is at work on it; wait"
                  + " until it is done, or cancel it");
      bench.script.unstick("plan");
      assertThat(Bench.resultOf(first, BackupResult.class).parts()).isEqualTo(6);
      assertThat(bench.script.count("preflight")).as("the second never began").isEqualTo(1);
    }
  }

  @Test
  void lockWhoseOwnerIsClosedIsTakenOver() {
    try (Bench bench = new Bench()) {
      bench.start(LockWorkflow.TYPE, LOCK, new Owner("gone", "gone", "backup of orders"));

      assertThat(bench.backUp().parts()).isEqualTo(6);
      assertThat(bench.script.count("inspect " + LOCK)).isEqualTo(1);
    }
  }

  @Test
  void lockIsFreeAgainAfterwards() {
    try (Bench bench = new Bench()) {
      bench.backUp();
      Bench.resultOf(bench.start(BackupWorkflow.TYPE, "backup-2", ORDERS), BackupResult.class);

      assertThat(bench.script.calls()).doesNotContain("inspect " + LOCK);
    }
  }

  @Test
  void lockThatSomebodyTerminatedDoesNotFailItsOwner() {
    try (Bench bench = new Bench()) {
      bench.script.stick("plan");
      WorkflowStub backup = bench.startBackup(ORDERS);
      bench.script.awaitCall("plan");
      bench.client.newUntypedWorkflowStub(LOCK).terminate("by hand");
      bench.script.unstick("plan");

      assertThat(Bench.resultOf(backup, BackupResult.class).parts()).isEqualTo(6);
    }
  }
}
