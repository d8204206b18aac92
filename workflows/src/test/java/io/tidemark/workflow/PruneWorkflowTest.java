package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.prune.PruneActivity.PruneInput;
import io.tidemark.api.prune.PruneProgress;
import io.tidemark.api.prune.PruneResult;
import io.tidemark.api.prune.PruneWorkflow;
import io.tidemark.api.prune.PrunedStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One store after the other, on the queue of those who may delete. */
final class PruneWorkflowTest {
  private static final Map<String, Object> ORDERS = Map.of("database", "orders");

  @Test
  void prunesEveryStoreOfTheDatabase() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = bench.start(PruneWorkflow.TYPE, "prune-1", ORDERS);
      PruneResult result = Bench.resultOf(workflow, PruneResult.class);

      assertThat(bench.services.prunes())
          .containsExactly(
              new PruneInput("orders", "primary", false, false),
              new PruneInput("orders", "local", false, false));
      assertThat(result.stores())
          .extracting(PrunedStore::store)
          .containsExactly("primary", "local");
      assertThat(result.stores().get(0).deleted()).containsExactly("20261001T000000Z-000001");
      assertThat(workflow.query("progress", PruneProgress.class))
          .isEqualTo(new PruneProgress("pruned", 2, 2));
      assertThat(bench.details(workflow))
          .contains("**Prune of orders** · pruned")
          .contains("| primary | 7 | 1 | 0 |  |");
    }
  }

  @Test
  void optionsReachTheActivity() {
    try (Bench bench = new Bench()) {
      PruneResult result =
          Bench.resultOf(
              bench.start(
                  PruneWorkflow.TYPE,
                  "prune-1",
                  Map.of("database", "orders", "dryRun", true, "store", "s3", "anyShare", true)),
              PruneResult.class);

      assertThat(bench.services.prunes())
          .containsExactly(new PruneInput("orders", "s3", true, true));
      assertThat(result.dryRun()).isTrue();
      assertThat(bench.script.calls()).doesNotContain("stores of orders");
    }
  }

  @Test
  void storeThatIsAwayIsTriedAgain() {
    try (Bench bench = new Bench()) {
      bench.script.failOnce("prune", FailureType.STORE_UNAVAILABLE);

      Bench.resultOf(bench.start(PruneWorkflow.TYPE, "prune-1", ORDERS), PruneResult.class);

      assertThat(bench.script.count("prune")).isEqualTo(3);
    }
  }

  @Test
  void refusalOfTheStoreFailsItAndSomebodyIsTold() {
    try (Bench bench = new Bench()) {
      bench.script.failForGood("prune", FailureType.STORE_ACCESS_DENIED);

      TemporalFailure failure = Bench.failureOf(bench.start(PruneWorkflow.TYPE, "prune-1", ORDERS));

      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("StoreAccessDenied");
      assertThat(bench.services.messages().get(0).event()).isEqualTo("prune-failed");
    }
  }

  @Test
  void canBeCancelled() {
    try (Bench bench = new Bench()) {
      bench.script.stick("prune");
      WorkflowStub workflow = bench.start(PruneWorkflow.TYPE, "prune-1", ORDERS);
      bench.script.awaitCall("prune");

      workflow.cancel();

      assertThat(Bench.failureOf(workflow)).isInstanceOf(CanceledFailure.class);
    }
  }

  @Test
  void backupSaysWhyNothingWasDeleted() {
    try (Bench bench = new Bench()) {
      bench.services.pruneRefusal = "9 of 10 backups would be deleted at once";

      BackupResult result = bench.backUp();

      assertThat(result.notices())
          .contains(
              "no expired backup is deleted from primary: 9 of 10 backups would be deleted at"
                  + " once");
    }
  }
}
