package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.verify.VerifyActivity.VerifyInput;
import io.tidemark.api.verify.VerifyProgress;
import io.tidemark.api.verify.VerifyResult;
import io.tidemark.api.verify.VerifyWorkflow;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain of a verification. */
final class VerifyWorkflowTest {
  private static final Map<String, String> ORDERS = Map.of("database", "orders");

  @Test
  void readsEveryPartOnce() {
    try (Bench bench = new Bench()) {
      VerifyResult result = Bench.resultOf(start(bench), VerifyResult.class);

      assertThat(bench.loads.verified())
          .flatExtracting(VerifyInput::parts)
          .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
      assertThat(result.objects()).isEqualTo(6);
      assertThat(result.bytes()).isEqualTo(21_000);
      assertThat(result.backupId()).isEqualTo("20261123T181500Z-7f3a2c");
    }
  }

  @Test
  void thousandPartsAreFewActivities() {
    try (Bench bench = new Bench()) {
      bench.restores.parts = 1_000;

      assertThat(Bench.resultOf(start(bench), VerifyResult.class).objects()).isEqualTo(1_000);
      assertThat(bench.loads.verified()).hasSize(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"find latest", "verify 4"})
  void stepThatFailsOnceIsRepeated(String step) {
    try (Bench bench = new Bench()) {
      bench.script.failOnce(step, FailureType.STORE_UNAVAILABLE);

      assertThat(Bench.resultOf(start(bench), VerifyResult.class).objects()).isEqualTo(6);
      assertThat(bench.script.count(step)).isEqualTo(2);
    }
  }

  @Test
  void damagedPartFailsItAndIsNamed() {
    try (Bench bench = Bench.withOneLane()) {
      bench.script.failForGood("verify 4", FailureType.BACKUP_DAMAGED);

      TemporalFailure failure = Bench.failureOf(start(bench));

      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("BackupDamaged");
      String problem =
          "verify rows 4 failed: broken verify 4; this backup may be whole in offsite: name that"
              + " store to use it";
      assertThat(failure.getOriginalMessage())
          .isEqualTo("backup 20261123T181500Z-7f3a2c of orders is damaged: " + problem);
      assertThat(bench.restores.verifications().get(0).problems()).containsExactly(problem);
      assertThat(bench.services.messages().get(0).event()).isEqualTo("verify-failed");
    }
  }

  @Test
  void damageIsCollectedBeforeItFails() {
    try (Bench bench = Bench.withOneLane()) {
      bench.script.failForGood("verify 1", FailureType.OBJECT_MISSING);
      bench.script.failForGood("verify 4", FailureType.BACKUP_DAMAGED);

      assertThat(Bench.failureOf(start(bench)).getOriginalMessage())
          .contains("broken verify 1", "broken verify 4");
      assertThat(bench.loads.verified()).hasSize(4);
    }
  }

  @Test
  void whatIsNoDamageFailsItAtOnceAndLeavesNoRecord() {
    try (Bench bench = Bench.withOneLane()) {
      bench.script.failForGood("verify 1", FailureType.KEY_WRONG);

      assertThat(((ApplicationFailure) Bench.failureOf(start(bench))).getType())
          .isEqualTo("KeyWrong");
      assertThat(bench.restores.verifications()).isEmpty();
    }
  }

  @Test
  void aRecordIsKeptAndIsNoConditionForTheResult() {
    try (Bench bench = new Bench()) {
      bench.script.failForGood("record", FailureType.STORE_ACCESS_DENIED);

      VerifyResult result = Bench.resultOf(deep(bench, "latest"), VerifyResult.class);

      assertThat(result.rows()).isEqualTo(60);
      assertThat(bench.loads.verified()).allMatch(VerifyInput::deep);
      assertThat(result.notices())
          .containsExactly("no record of this verification could be kept: broken record");
    }
  }

  @Test
  void everyBackupIsReadAndTheDamagedAreNamed() {
    try (Bench bench = Bench.withOneLane()) {
      VerifyResult whole = Bench.resultOf(deep(bench, "all"), VerifyResult.class);

      assertThat(whole.backups())
          .containsExactly("20261123T181500Z-7f3a2c", "20261122T181500Z-7f3a2c");
      assertThat(whole.objects()).isEqualTo(12);
      assertThat(bench.restores.verifications()).hasSize(2);
    }
    try (Bench bench = Bench.withOneLane()) {
      bench.script.failForGood("find 20261123T181500Z-7f3a2c", FailureType.BACKUP_DAMAGED);

      TemporalFailure failure = Bench.failureOf(deep(bench, "all"));

      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("BackupDamaged");
      assertThat(failure.getOriginalMessage())
          .startsWith("1 of 2 backups of orders are damaged: find the backup failed");
      assertThat(bench.restores.verifications()).hasSize(2);
      assertThat(bench.services.messages()).hasSize(1);
    }
  }

  @Test
  void aBackupThatExpiresMeanwhileIsNoFailure() {
    try (Bench bench = Bench.withOneLane()) {
      bench.script.failForGood("find 20261122T181500Z-7f3a2c", FailureType.BACKUP_NOT_FOUND);

      VerifyResult result = Bench.resultOf(deep(bench, "all"), VerifyResult.class);

      assertThat(result.backups()).containsExactly("20261123T181500Z-7f3a2c");
      assertThat(result.notices())
          .containsExactly("backup 20261122T181500Z-7f3a2c expired meanwhile");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"find latest", "verify 4"})
  void canBeCancelled(String phase) {
    try (Bench bench = Bench.withOneLane()) {
      bench.script.stick(phase);
      WorkflowStub workflow = start(bench);
      bench.script.awaitCall(phase);

      workflow.cancel();

      assertThat(Bench.failureOf(workflow)).isInstanceOf(CanceledFailure.class);
    }
  }

  @Test
  void progressAndDetailsCount() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = start(bench);
      Bench.resultOf(workflow, VerifyResult.class);

      VerifyProgress progress = workflow.query("progress", VerifyProgress.class);
      assertThat(progress.partsDone()).isEqualTo(6);
      assertThat(progress.bytesDone()).isEqualTo(progress.bytesTotal());
      assertThat(bench.details(workflow))
          .contains("**Verification of orders** · `20261123T181500Z-7f3a2c` · verified")
          .contains("| 6/6 | 20.5 KiB of 20.5 KiB |");
    }
  }

  private static WorkflowStub deep(Bench bench, String backup) {
    return bench.start(
        VerifyWorkflow.TYPE,
        "verify-1",
        Map.of("database", "orders", "backup", backup, "deep", true));
  }

  private static WorkflowStub start(Bench bench) {
    return bench.start(VerifyWorkflow.TYPE, "verify-1", ORDERS);
  }
}
