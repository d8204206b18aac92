package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup is cancelled at any moment. */
final class BackupCancelTest {
  private static final Map<String, String> ORDERS = Map.of("database", "orders");

  @ParameterizedTest
  @ValueSource(
      strings = {"preflight", "reserve", "hold 1", "plan", "part 0", "part 4", "checksum", "seal"})
  void cancelledBeforeTheSealLeavesNothing(String phase) {
    try (Bench bench = Bench.withOneLane()) {
      bench.script.stick(phase);
      WorkflowStub workflow = bench.startBackup(ORDERS);
      bench.script.awaitCall(phase);

      workflow.cancel();

      assertThat(Bench.failureOf(workflow)).isInstanceOf(CanceledFailure.class);
      assertThat(bench.backups.sealed()).isEmpty();
      assertThat(bench.postgres.open()).as("snapshots left open").isZero();
      assertThat(bench.isOpen("tidemark-lock:backup:orders")).as("lock left").isFalse();
      assertThat(bench.services.messages().get(0).event()).isEqualTo("backup-cancelled");
    }
  }

  @Test
  void cancelAwaitsThePartsBeforeItLetsTheSnapshotGo() {
    try (Bench bench = new Bench()) {
      bench.script.stick("part 3");
      bench.script.stick("part 4");
      WorkflowStub workflow = bench.startBackup(ORDERS);
      bench.script.awaitCall("part 3");
      bench.script.awaitCall("part 4");

      workflow.cancel();
      Bench.failureOf(workflow);

      assertThat(bench.script.ends()).contains("part 3", "part 4");
      assertThat(bench.script.calls()).contains("released 1", "released 2");
    }
  }

  @Test
  void cancelAfterTheSealIsTooLateToLoseTheBackup() {
    try (Bench bench = new Bench()) {
      bench.script.stick("prune");
      WorkflowStub workflow = bench.startBackup(ORDERS);
      bench.script.awaitCall("prune");

      workflow.cancel();

      // Temporal's SDK closes a workflow as cancelled once that was asked for, whatever it returns.
      assertThat(Bench.failureOf(workflow)).isInstanceOf(CanceledFailure.class);
      assertThat(bench.backups.sealed()).hasSize(1);
      assertThat(bench.details(workflow)).contains("sealed", "expired backups stay");
      assertThat(bench.services.messages().get(0).event()).isEqualTo("backup-succeeded");
    }
  }
}
