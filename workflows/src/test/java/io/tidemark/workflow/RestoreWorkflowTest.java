package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.lock.LockWorkflow;
import io.tidemark.api.lock.LockWorkflow.Owner;
import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.RestoreActivities.PromoteInput;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.verify.VerifyActivity.VerifyInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain of a restore, and everything that may stop it. */
final class RestoreWorkflowTest {
  private static final String LOCK = "tidemark-lock:backup:orders";
  private static final Map<String, Object> COPY = Map.of("database", "orders", "into", "copy");
  private static final Map<String, Object> REPLACE =
      Map.of("database", "orders", "confirm", "orders");

  @Test
  void newDatabaseTakesItsStepsInOrder() {
    try (Bench bench = new Bench()) {
      RestoreResult result = restore(bench, COPY);

      assertThat(bench.script.calls())
          .filteredOn(call -> !call.matches("(verify|rows) .*"))
          .containsExactly(
              "find latest",
              "resolve",
              "record requested",
              "definitions",
              "indexes",
              "check",
              "promote",
              "record kept",
              "notify");
      assertThat(bench.script.calls()).contains("rows 3", "rows 4", "rows 5");
      assertThat(bench.loads.verified())
          .flatExtracting(VerifyInput::parts)
          .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
      assertThat(result.outcome()).isEqualTo("kept");
      assertThat(result.target()).isEqualTo("copy");
      assertThat(result.previous()).isEmpty();
      assertThat(result.safetyBackupId()).isEmpty();
      assertThat(result.rows()).isEqualTo(3_000);
      assertThat(result.restoreId()).matches("\\d{8}T\\d{6}Z-[0-9a-f]{6}");
      assertThat(result.notices())
          .contains("a restore notice", "subscription \"s\" was not created");
    }
  }

  @Test
  void liveDatabaseIsSavedPinnedAndReplaced() {
    try (Bench bench = new Bench()) {
      RestoreResult result = restore(bench, REPLACE);

      assertThat(bench.script.calls())
          .containsSubsequence(
              "check",
              "impact",
              "record evidence",
              "preflight",
              "seal",
              "pin",
              "consume",
              "promote",
              "drop previous");
      assertThat(bench.restores.promotions())
          .as("promotes the database that was loaded")
          .extracting(PromoteInput::sideOid)
          .containsExactly(24_576L);
      assertThat(result.outcome()).isEqualTo("finalized");
      assertThat(result.previous()).isEqualTo("orders_before");
      assertThat(result.refusedMillis()).isEqualTo(120);
      assertThat(result.safetyBackupId())
          .isEqualTo(bench.backups.sealed().get(0).preflight().context().backupId());
      assertThat(bench.backups.sealed().get(0).purpose()).isEqualTo("safety");
      assertThat(bench.restores.pins().get(0).safetyBackupId()).isEqualTo(result.safetyBackupId());
      assertThat(bench.script.calls()).doesNotContain("prune");
    }
  }

  @Test
  void safetyBackupAndChecksCanBeLeftOut() {
    try (Bench bench = new Bench()) {
      RestoreResult result =
          restore(
              bench,
              Map.of(
                  "database", "orders", "unattended", true, "skipTest", true, "skipBackup", true));

      assertThat(bench.script.calls()).doesNotContain("check", "preflight", "pin");
      assertThat(bench.script.calls()).contains("verify 0", "definitions", "promote");
      assertThat(result.rows()).as("rows loaded").isEqualTo(3_000);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',          false, false",
    "orders,      false, true",
    "Orders,      false, false",
    "'',          true,  true",
    "other,       true,  true"
  })
  void liveDatabaseIsReplacedOnlyWhenConfirmed(String confirm, boolean unattended, boolean goesOn) {
    try (Bench bench = new Bench()) {
      Map<String, Object> request =
          confirm.isEmpty()
              ? Map.of("database", "orders", "unattended", unattended, "skipBackup", true)
              : Map.of(
                  "database",
                  "orders",
                  "unattended",
                  unattended,
                  "confirm",
                  confirm,
                  "skipBackup",
                  true);
      WorkflowStub workflow = bench.start(RestoreWorkflow.TYPE, "restore-1", request);

      if (goesOn) {
        assertThat(Bench.resultOf(workflow, RestoreResult.class).outcome()).isEqualTo("finalized");
        return;
      }
      TemporalFailure failure = Bench.failureOf(workflow);
      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("ConfirmationRequired");
      assertThat(failure.getOriginalMessage())
          .contains("live database \"orders\"", "\"confirm\":\"orders\"", "\"into\"");
      assertThat(bench.script.calls())
          .as("nothing was begun")
          .containsExactly("find latest", "resolve", "notify");
    }
  }

  @Test
  void findingsThatAreErrorsStopTheRestoreAndAreNamed() {
    try (Bench bench = new Bench()) {
      bench.loads.findings =
          List.of(
              finding(Finding.Severity.ERROR, "\"public\".\"a\" has 3 rows, 4 were recorded"),
              finding(Finding.Severity.WARNING, "a sequence is ahead"));

      TemporalFailure failure =
          Bench.failureOf(bench.start(RestoreWorkflow.TYPE, "restore-1", REPLACE));

      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("CheckFailed");
      assertThat(failure.getOriginalMessage())
          .isEqualTo(
              "the restored database is not what was backed up:"
                  + " \"public\".\"a\" has 3 rows, 4 were recorded");
      assertThat(bench.script.calls()).contains("drop").doesNotContain("preflight", "promote");
    }
  }

  @Test
  void findingsThatAreNoErrorsAreInTheResult() {
    try (Bench bench = new Bench()) {
      bench.loads.findings = List.of(finding(Finding.Severity.WARNING, "a sequence is ahead"));

      assertThat(restore(bench, COPY).findings()).isEqualTo(bench.loads.findings);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "find latest",
        "resolve",
        "verify 4",
        "definitions",
        "rows 4",
        "indexes",
        "check",
        "pin",
        "promote",
        "notify",
        "impact",
        "record requested",
        "consume",
        "drop previous"
      })
  void stepThatFailsOnceIsRepeated(String step) {
    try (Bench bench = new Bench()) {
      bench.script.failOnce(step, FailureType.POSTGRES_UNAVAILABLE);

      assertThat(restore(bench, REPLACE).outcome()).isEqualTo("finalized");
      assertThat(bench.script.count(step)).isGreaterThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "find latest,BACKUP_NOT_FOUND,find the backup failed: broken find latest,false",
    "resolve,TARGET_CONFLICT,resolve failed: broken resolve,false",
    "verify 4,BACKUP_DAMAGED,verify rows 4 failed: broken verify 4; this backup may be whole in"
        + " offsite: name that store to use it,false",
    "definitions,TOOL_FAILED,load definitions failed: broken definitions,true",
    "rows 4,LOAD_FAILED,load rows of rows 4 failed: broken rows 4,true",
    "indexes,POSTGRES_FAILED,build indexes and constraints failed: broken indexes,true",
    "check,POSTGRES_FAILED,compare with the record failed: broken check,true",
    "seal,SEAL_FAILED,safety backup failed: seal failed: broken seal,true",
    "pin,STORE_ACCESS_DENIED,pin the safety backup failed: broken pin,true",
    "consume,STORE_ACCESS_DENIED,use up the decision failed: broken consume,true",
    "promote,TARGET_IN_USE,promote failed: broken promote,true"
  })
  void stepThatFailsForGoodIsNamedAndLeavesNoSideDatabase(
      String step, FailureType type, String message, boolean dropped) {
    try (Bench bench = Bench.withOneLane()) {
      bench.script.failForGood(step, type);

      TemporalFailure failure =
          Bench.failureOf(bench.start(RestoreWorkflow.TYPE, "restore-1", REPLACE));

      assertThat(((ApplicationFailure) failure).getType()).isEqualTo(type.wireName());
      assertThat(failure.getOriginalMessage()).isEqualTo(message);
      assertThat(bench.script.calls().contains("drop")).isEqualTo(dropped);
      assertThat(bench.restores.sideDatabase).isFalse();
      assertThat(bench.isOpen("tidemark-lock:restore:orders")).as("lock left").isFalse();
      assertThat(last(bench.services.messages()).lines().get(0)).isEqualTo(message);
    }
  }

  @Test
  void sideDatabaseThatCannotBeDroppedIsNamed() {
    try (Bench bench = new Bench()) {
      bench.script.failForGood("indexes", FailureType.POSTGRES_FAILED);
      bench.script.failForGood("drop", FailureType.POSTGRES_FAILED);

      TemporalFailure failure =
          Bench.failureOf(bench.start(RestoreWorkflow.TYPE, "restore-1", COPY));

      assertThat(failure.getOriginalMessage()).startsWith("build indexes and constraints failed");
      assertThat(last(bench.services.messages()).lines())
          .contains("the side database tidemark_copy could not be dropped: broken drop");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "find latest",
        "resolve",
        "verify 4",
        "definitions",
        "rows 4",
        "indexes",
        "check",
        "impact",
        "plan",
        "pin"
      })
  void cancelledBeforeThePromotionLeavesNothing(String phase) {
    try (Bench bench = Bench.withOneLane()) {
      bench.script.stick(phase);
      WorkflowStub workflow = bench.start(RestoreWorkflow.TYPE, "restore-1", REPLACE);
      bench.script.awaitCall(phase);

      workflow.cancel();

      assertThat(Bench.failureOf(workflow)).isInstanceOf(CanceledFailure.class);
      assertThat(bench.restores.sideDatabase).isFalse();
      assertThat(bench.script.calls()).doesNotContain("promote");
      assertThat(bench.postgres.open()).as("snapshots left open").isZero();
      assertThat(bench.isOpen("tidemark-lock:restore:orders")).as("lock left").isFalse();
      assertThat(last(bench.services.messages()).event()).isEqualTo("restore-cancelled");
    }
  }

  @Test
  void cancelDuringThePromotionComesTooLate() {
    try (Bench bench = new Bench()) {
      bench.script.stick("promote");
      WorkflowStub workflow = bench.start(RestoreWorkflow.TYPE, "restore-1", COPY);
      bench.script.awaitCall("promote");

      workflow.cancel();
      bench.script.unstick("promote");

      assertThat(Bench.failureOf(workflow)).isInstanceOf(CanceledFailure.class);
      assertThat(bench.script.calls()).doesNotContain("drop");
      assertThat(bench.details(workflow)).contains("| kept |");
      assertThat(last(bench.services.messages()).event()).isEqualTo("restore-succeeded");
    }
  }

  @Test
  void secondRestoreOfTheSameTargetIsRefused() {
    try (Bench bench = new Bench()) {
      bench.script.stick("definitions");
      WorkflowStub first = bench.start(RestoreWorkflow.TYPE, "restore-1", COPY);
      bench.script.awaitCall("definitions");
      bench.services.lockOwner = "restore-1";

      TemporalFailure failure =
          Bench.failureOf(bench.start(RestoreWorkflow.TYPE, "restore-2", COPY));

      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("Busy");
      assertThat(failure.getOriginalMessage()).contains("restore of copy", "\"restore-1\"");
      bench.script.unstick("definitions");
      Bench.resultOf(first, RestoreResult.class);
    }
  }

  @Test
  void safetyBackupWaitsForAnOrdinaryOne() {
    try (Bench bench = new Bench()) {
      bench.script.stick("preflight");
      WorkflowStub backup = bench.startBackup(Map.of("database", "orders"));
      bench.script.awaitCall("preflight");
      bench.services.lockOwner = "backup-1";
      WorkflowStub restore = bench.start(RestoreWorkflow.TYPE, "restore-1", REPLACE);
      bench.script.awaitCall("inspect tidemark-lock:backup:orders");
      bench.script.unstick("preflight");
      Bench.resultOf(backup, BackupResult.class);

      RestoreResult result = restore.getResult(RestoreResult.class);

      assertThat(result.outcome()).isEqualTo("finalized");
      assertThat(bench.backups.sealed()).hasSize(2);
    }
  }

  @Test
  void longestDurationEndsTheRestoreAndSaysWhereItWas() {
    try (Bench bench = new Bench()) {
      bench.services.lockOwner = "somebody-else";
      bench.start(LockWorkflow.TYPE, LOCK, new Owner("somebody-else", "", "backup of orders"));

      WorkflowStub workflow = bench.start(RestoreWorkflow.TYPE, "restore-1", REPLACE);
      Script.await(
          "the safety backup's turn",
          () -> workflow.query("status", RestoreStatus.class).stage().equals("saving"));
      TemporalFailure failure = Bench.failureSkippingTime(workflow);

      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("DeadlineExceeded");
      assertThat(failure.getOriginalMessage())
          .isEqualTo(
              "the restore of orders was not done within 60 minutes; it was at: safety backup");
      assertThat(bench.script.calls()).contains("drop").doesNotContain("promote");
    }
  }

  @Test
  void currentDetailsAndStatusShowTheStages() {
    try (Bench bench = new Bench()) {
      bench.script.stick("rows 5");
      WorkflowStub workflow = bench.start(RestoreWorkflow.TYPE, "restore-1", REPLACE);
      Script.await(
          "two parts loaded",
          () ->
              bench.script.calls().contains("rows 5")
                  && workflow.query("status", RestoreStatus.class).partsDone() == 2);
      RestoreStatus status = workflow.query("status", RestoreStatus.class);
      String details = bench.details(workflow);
      bench.script.unstick("rows 5");
      Bench.resultOf(workflow, RestoreResult.class);

      assertThat(status.stage()).isEqualTo("loading");
      assertThat(status.partsTotal()).isEqualTo(3);
      assertThat(details)
          .contains("**Restore of orders** as **orders** from `20261123T181500Z-7f3a2c`")
          .contains("| verifying | 6 objects, 20.5 KiB, all good |")
          .contains("| loading | 2/3 parts, 8.8 KiB of 14.6 KiB |");
      assertThat(bench.details(workflow))
          .contains("| loading | 3,000 rows, 12 indexes and other entries |")
          .contains("| checking | 3,000 rows of 3 tables agree, 0 findings |")
          .contains("| promoting | 120 ms without the name |")
          .contains(
              "| in-rollback-window | the old database was dropped |", "| finalized | done |");
    }
  }

  private static RestoreResult restore(Bench bench, Map<String, Object> request) {
    return Bench.resultOf(
        bench.start(RestoreWorkflow.TYPE, "restore-1", request), RestoreResult.class);
  }

  private static Finding finding(Finding.Severity severity, String message) {
    return new Finding(severity, "rows", "\"public\".\"a\"", "4", "3", message);
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
