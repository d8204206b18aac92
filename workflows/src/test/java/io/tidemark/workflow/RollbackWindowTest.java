package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.restore.ApprovalRules;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.restore.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The time in which a promotion can be taken back, with days that pass in no time. */
final class RollbackWindowTest {
  private static final Map<String, Object> REPLACE =
      Map.of("database", "orders", "confirm", "orders");

  @Test
  void theResultIsThereFromThePromotionOn() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = promoted(bench);

      RestoreResult result = ApprovalTest.status(workflow).result();

      assertThat(result).isNotNull();
      assertThat(result.outcome()).isEqualTo("in-rollback-window");
      assertThat(result.previous()).isEqualTo("orders_before");
      assertThat(bench.details(workflow)).contains("tidemark rollback restore-1");
      workflow.signal("finalize", Map.of("by", "maria"));
      Bench.resultOf(workflow, RestoreResult.class);
    }
  }

  @Test
  void rollbackSwapsBackAndEndsTheRestore() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = promoted(bench);

      Verdict verdict =
          ApprovalTest.update(workflow, "rollback", Map.of("by", "maria", "comment", "wrong day"));

      assertThat(verdict.code()).isEqualTo("rolled-back");
      assertThat(verdict.reason()).contains("kept as tidemark_orders");
      assertThat(Bench.resultOf(workflow, RestoreResult.class).outcome()).isEqualTo("rolled-back");
      assertThat(bench.script.calls()).contains("roll back").doesNotContain("drop previous");
      assertThat(ApprovalTest.event(bench, "rolled-back").by()).isEqualTo("maria");
    }
  }

  @Test
  void theEndOfTheWindowDropsTheOldDatabase() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = promoted(bench);

      bench.environment.sleep(Duration.ofHours(23));
      assertThat(bench.script.calls()).doesNotContain("drop previous");
      bench.environment.sleep(Duration.ofHours(2));

      assertThat(Bench.resultOf(workflow, RestoreResult.class).outcome()).isEqualTo("finalized");
      assertThat(bench.script.count("drop previous")).isEqualTo(1);
    }
  }

  @Test
  void aSlotOnTheOldDatabaseKeepsItUntilItIsGone() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = promoted(bench);
      bench.script.failForGood("drop previous", FailureType.TARGET_IN_USE);

      Verdict refused = ApprovalTest.update(workflow, "finalize", null);

      assertThat(refused.code()).isEqualTo("refused");
      assertThat(refused.reason()).contains("broken drop previous");
      assertThat(ApprovalTest.status(workflow).stage()).isEqualTo("in-rollback-window");
      bench.script.failForGood("drop previous", FailureType.TARGET_IN_USE);
      bench.environment.sleep(Duration.ofHours(24).plusMinutes(30));
      assertThat(bench.script.count("drop previous")).as("tried at the window's end").isEqualTo(2);
      bench.environment.sleep(Duration.ofHours(1));
      assertThat(Bench.resultOf(workflow, RestoreResult.class).outcome()).isEqualTo("finalized");
    }
  }

  @Test
  void aRollbackThatTheServerRefusesLeavesTheWindowOpen() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = promoted(bench);
      bench.script.failForGood("roll back", FailureType.TARGET_CONFLICT);

      workflow.signal("rollback", Map.of("by", "maria"));
      Script.await(
          "told",
          () ->
              bench.services.messages().stream()
                  .anyMatch(m -> m.event().equals("restore-message-refused")));

      assertThat(ApprovalTest.update(workflow, "rollback", null).accepted()).isTrue();
      Bench.resultOf(workflow, RestoreResult.class);
    }
  }

  @Test
  void whoeverComesSecondIsToldSo() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = promoted(bench);
      bench.script.stick("roll back");
      workflow.signal("rollback", Map.of("by", "maria"));
      bench.script.awaitCall("roll back");

      assertThat(ApprovalTest.update(workflow, "finalize", null).code())
          .isEqualTo("already-decided");

      bench.script.unstick("roll back");
      assertThat(Bench.resultOf(workflow, RestoreResult.class).outcome()).isEqualTo("rolled-back");
    }
  }

  @Test
  void anotherRestoreOfTheTargetIsToldWhoIsFirst() {
    try (Bench bench = new Bench()) {
      WorkflowStub first = promoted(bench);
      bench.services.lockOwner = "restore-1";

      ApplicationFailure failure =
          (ApplicationFailure)
              Bench.failureOf(bench.start(RestoreWorkflow.TYPE, "restore-2", REPLACE));

      assertThat(failure.getType()).isEqualTo("Busy");
      assertThat(failure.getOriginalMessage()).contains("\"restore-1\"");
      first.signal("finalize");
      Bench.resultOf(first, RestoreResult.class);
    }
  }

  @Test
  void aCancelledWindowDropsNothing() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = promoted(bench);

      workflow.cancel();

      assertThat(Bench.failureOf(workflow)).isInstanceOf(CanceledFailure.class);
      assertThat(bench.script.calls()).doesNotContain("drop", "drop previous", "roll back");
    }
  }

  private static WorkflowStub promoted(Bench bench) {
    bench.restores.rules = new ApprovalRules(List.of(), 1, 1_440, 1_440, false, false);
    WorkflowStub workflow = bench.start(RestoreWorkflow.TYPE, "restore-1", REPLACE);
    ApprovalTest.awaitStage(workflow, "in-rollback-window");
    return workflow;
  }
}
