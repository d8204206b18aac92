package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.keys.RotateKeysActivity.Batch;
import io.tidemark.api.keys.RotateKeysProgress;
import io.tidemark.api.keys.RotateKeysResult;
import io.tidemark.api.keys.RotateKeysWorkflow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of a rotation: nothing is replaced before everything is rewrapped. */
final class RotateKeysWorkflowTest {
  private static final Map<String, Object> ORDERS = Map.of("database", "orders");

  @Test
  void everyBackupOfEveryStoreGetsItsManifest() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = start(bench, ORDERS);

      RotateKeysResult result = Bench.resultOf(workflow, RotateKeysResult.class);

      assertThat(result.keyIds()).containsExactly("0123456789abcdef");
      assertThat(result.rewrapped()).isEqualTo(3);
      assertThat(result.unchanged()).isEqualTo(1);
      assertThat(bench.rotation.replaced())
          .extracting(Batch::store)
          .containsExactly("main", "offsite");
      assertThat(workflow.query("progress", RotateKeysProgress.class))
          .isEqualTo(new RotateKeysProgress("done", 4, 4));
    }
  }

  @Test
  void aClosedBackupStopsItBeforeAnythingIsReplaced() {
    try (Bench bench = new Bench()) {
      bench.rotation.closed = true;

      TemporalFailure failure = Bench.failureOf(start(bench, ORDERS));

      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("KeyWrong");
      assertThat(failure.getOriginalMessage())
          .contains("1 of 4 backups cannot be opened", "two in main: another key");
      assertThat(bench.rotation.replaced()).isEmpty();
      assertThat(bench.services.messages().get(0).event()).isEqualTo("rotate-keys-failed");
    }
  }

  @Test
  void aClosedBackupIsLeftOutWhenToldSo() {
    try (Bench bench = new Bench()) {
      bench.rotation.closed = true;

      RotateKeysResult result =
          Bench.resultOf(
              start(bench, Map.of("database", "orders", "skipUnreadable", true)),
              RotateKeysResult.class);

      assertThat(result.unreadable()).containsExactly("two in main: another key");
      assertThat(result.rewrapped()).isEqualTo(2);
      assertThat(bench.rotation.replaced().get(0).backupIds()).isEqualTo(List.of("one", "three"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"find for rotation", "rewrap in offsite", "replace in main"})
  void aStepThatFailsOnceIsRepeated(String step) {
    try (Bench bench = new Bench()) {
      bench.script.failOnce(step, FailureType.STORE_UNAVAILABLE);

      assertThat(Bench.resultOf(start(bench, ORDERS), RotateKeysResult.class).rewrapped())
          .isEqualTo(3);
      assertThat(bench.script.count(step)).isEqualTo(2);
    }
  }

  private static WorkflowStub start(Bench bench, Map<String, Object> input) {
    return bench.start(RotateKeysWorkflow.TYPE, "rotate-1", input);
  }
}
