package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.StepTotals;
import io.tidemark.api.backup.BackupCopy;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.notify.NotifyActivity.Message;
import io.tidemark.api.prune.PruneActivity.PruneInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Copies in further stores: made after the seal, and never at the backup's expense. */
final class CopiesTest {
  private static final Map<String, Object> ORDERS = Map.of("database", "orders");

  @Test
  void everyPartGoesToEachStoreOnceAndTheManifestLast() {
    try (Bench bench = new Bench()) {
      bench.backups.copies = List.of("offsite", "usb");

      BackupResult result = bench.backUp();

      assertThat(result.copies())
          .containsExactly(
              new BackupCopy("offsite", true, 6 * 1024 + 24, ""),
              new BackupCopy("usb", true, 6 * 1024 + 24, ""));
      for (String store : bench.backups.copies) {
        assertThat(bench.copies.uploads())
            .filteredOn(input -> input.store().equals(store))
            .flatExtracting(input -> input.parts())
            .extracting(part -> part.index())
            .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
        assertThat(bench.script.calls().lastIndexOf("copy to " + store))
            .isLessThan(bench.script.calls().indexOf("seal copy in " + store));
      }
      assertThat(bench.copies.seals()).allSatisfy(input -> assertThat(input.parts()).hasSize(6));
      assertThat(bench.script.calls().indexOf("seal"))
          .isLessThan(bench.script.calls().indexOf("copy to offsite"));
      assertThat(result.steps()).contains(new StepTotals("copy", 7, 2 * (6 * 1024 + 24), 0));
      assertThat(bench.services.prunes())
          .extracting(PruneInput::store)
          .containsExactly("primary", "offsite", "usb");
    }
  }

  @Test
  void aCopyIsVisibleWhileItIsMade() {
    try (Bench bench = new Bench()) {
      bench.backups.copies = List.of("offsite");
      bench.script.stick("copy to offsite");
      WorkflowStub workflow = bench.startBackup(ORDERS);
      bench.script.awaitCall("copy to offsite");
      Script.await(
          "shown", () -> bench.details(workflow).contains("copy the sealed backup to offsite"));
      bench.script.unstick("copy to offsite");
      Bench.resultOf(workflow, BackupResult.class);
    }
  }

  @Test
  void aFailedCopyFailsNeitherTheBackupNorTheNextCopy() {
    try (Bench bench = Bench.withOneLane()) {
      bench.backups.copies = List.of("offsite", "usb");
      bench.script.failForGood("copy to offsite", FailureType.STORE_ACCESS_DENIED);

      BackupResult result = bench.backUp();

      assertThat(result.copies()).extracting(BackupCopy::ok).containsExactly(false, true);
      assertThat(result.copies().get(0).reason()).contains("broken copy to offsite");
      assertThat(result.notices())
          .anySatisfy(
              notice -> assertThat(notice).contains("no copy in offsite", "the backup is sealed"));
      assertThat(bench.services.messages())
          .extracting(Message::event)
          .containsExactly("copy-failed", "backup-succeeded");
      assertThat(bench.services.messages().get(0).subject()).contains("has no copy in offsite");
      assertThat(bench.services.messages().get(0).lines())
          .anySatisfy(line -> assertThat(line).contains("credentials"));
      assertThat(bench.services.prunes())
          .extracting(PruneInput::store)
          .as("where this backup is missing, older ones stay")
          .containsExactly("primary", "usb");
    }
  }

  @Test
  void aStoreThatIsAwayForAWhileIsWaitedFor() {
    try (Bench bench = Bench.withOneLane()) {
      bench.backups.copies = List.of("offsite");
      for (int i = 0; i < 5; i++) {
        bench.script.failOnce("seal copy in offsite", FailureType.STORE_UNAVAILABLE);
      }
      WorkflowStub workflow = bench.startBackup(ORDERS);

      assertThat(workflow.getResult(BackupResult.class).copies())
          .extracting(BackupCopy::ok)
          .containsExactly(true);
      assertThat(bench.script.count("seal copy in offsite")).isEqualTo(6);
    }
  }

  @Test
  void aStoreThatStaysAwayIsGivenUp() {
    try (Bench bench = Bench.withOneLane()) {
      bench.backups.copies = List.of("offsite");
      for (int i = 0; i < 100; i++) {
        bench.script.failOnce("seal copy in offsite", FailureType.STORE_UNAVAILABLE);
      }
      WorkflowStub workflow = bench.startBackup(ORDERS);

      BackupResult result = workflow.getResult(BackupResult.class);

      assertThat(result.copies()).extracting(BackupCopy::ok).containsExactly(false);
      assertThat(bench.script.count("seal copy in offsite")).isEqualTo(30);
    }
  }

  @Test
  void aCancelledCopyLeavesTheBackupSealed() {
    try (Bench bench = new Bench()) {
      bench.backups.copies = List.of("offsite", "usb");
      bench.script.stick("copy to offsite");
      WorkflowStub workflow = bench.startBackup(ORDERS);
      bench.script.awaitCall("copy to offsite");
      workflow.cancel();

      assertThat(Bench.failureOf(workflow)).isInstanceOf(CanceledFailure.class);
      assertThat(bench.services.messages())
          .singleElement()
          .satisfies(
              message ->
                  assertThat(message.lines())
                      .singleElement()
                      .asString()
                      .contains("cancelled at: copy the sealed backup to offsite"));
      assertThat(bench.script.calls()).doesNotContain("copy to usb");
    }
  }

  @Test
  void aSafetyBackupStaysInOnePlace() {
    try (Bench bench = new Bench()) {
      bench.backups.copies = List.of("offsite");
      BackupResult result =
          Bench.resultOf(
              bench.startBackup(Map.of("database", "orders", "purpose", "safety")),
              BackupResult.class);

      assertThat(result.copies()).isEmpty();
      assertThat(bench.copies.uploads()).isEmpty();
    }
  }
}
