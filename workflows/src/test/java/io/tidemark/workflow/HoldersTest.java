package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupActivities.SealInput;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.api.backup.HoldActivity.HoldInput;
import io.tidemark.api.backup.PartActivity.PartInput;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holders come and go; the backup is one snapshot, or fails. */
final class HoldersTest {
  private static final Map<String, String> ORDERS = Map.of("database", "orders");

  @Test
  void secondHolderImportsFromTheFirst() {
    try (Bench bench = new Bench()) {
      bench.script.stick("part 5");
      WorkflowStub workflow = bench.startBackup(ORDERS);
      Script.await("two holders", () -> bench.postgres.open() == 2);
      bench.script.unstick("part 5");
      Bench.resultOf(workflow, BackupResult.class);

      List<HoldInput> inputs = bench.holders.inputs();
      assertThat(inputs.get(0).alive()).isEmpty();
      assertThat(inputs.get(1).alive()).containsExactly(bench.holders.held().get(0));
      assertThat(inputs.get(1).token()).isNotEqualTo(inputs.get(0).token());
    }
  }

  /** One process: some tries for another, then the one that there is. */
  @Test
  void secondHolderLooksForAProcessOfItsOwnButNotForEver() {
    try (Bench bench = new Bench()) {
      bench.holders.refuse(100);
      bench.script.stick("part 5");
      WorkflowStub workflow = bench.startBackup(ORDERS);
      Script.await("two holders", () -> bench.holders.held().size() == 2);
      bench.script.unstick("part 5");
      BackupResult result = Bench.resultOf(workflow, BackupResult.class);

      assertThat(bench.holders.inputs())
          .extracting(HoldInput::notOn)
          .containsExactly(
              List.of(),
              first(bench),
              first(bench),
              first(bench),
              first(bench),
              first(bench),
              List.of());
      assertThat(result.notices())
          .as("nothing to tell people")
          .noneMatch(notice -> notice.contains("holder"));
    }
  }

  private static List<String> first(Bench bench) {
    return List.of(bench.holders.held().get(0).token());
  }

  /** A host is gone with its holders; nobody will ever say that they ended. */
  @Test
  void lostHoldersAreNotWaitedForWhenAnotherGenerationBegins() {
    try (Bench bench = Bench.withOneLane()) {
      bench.holders.deafen();
      bench.script.stick("part 5");
      WorkflowStub workflow = bench.startBackup(ORDERS);
      Script.await("two holders", () -> bench.holders.held().size() == 2);
      bench.script.awaitCall("part 5");

      bench.postgres.restart();
      bench.script.unstick("part 5");
      Script.await("opened anew", () -> bench.holders.held().size() > 2);
      bench.holders.wake();

      Bench.resultOf(workflow, BackupResult.class);
      assertThat(bench.backups.sealed().get(0).snapshot().generation()).isEqualTo(2);
    }
  }

  @Test
  void deadHolderIsReplacedWithFreshInputThatNamesTheLivingFirst() {
    try (Bench bench = new Bench()) {
      bench.script.stick("part 5");
      WorkflowStub workflow = bench.startBackup(ORDERS);
      Script.await("two holders", () -> bench.holders.held().size() == 2);
      bench.script.awaitCall("part 5");

      bench.holders.kill(1);
      Script.await("replaced", () -> bench.holders.held().size() == 3);
      bench.script.unstick("part 5");
      Bench.resultOf(workflow, BackupResult.class);

      HoldInput replacement = bench.holders.inputs().get(2);
      assertThat(replacement.holder()).isEqualTo(1);
      assertThat(replacement.generation()).isEqualTo(1);
      assertThat(replacement.alive())
          .containsExactly(bench.holders.held().get(1), bench.holders.held().get(0));
      assertThat(snapshotTexts(bench)).hasSize(1);
    }
  }

  @Test
  void holderThatDiesWhileTheSecondImportsCostsNothing() {
    try (Bench bench = Bench.withOneLane()) {
      bench.script.stick("plan");
      bench.script.on("plan", () -> Script.await("imported", () -> bench.postgres.open() == 2));
      bench.holders.delaySignalOf(2);
      WorkflowStub workflow = bench.startBackup(ORDERS);
      Script.await("imported", () -> bench.postgres.open() == 2);

      bench.holders.kill(1);
      Script.await("replacement tried", () -> bench.holders.inputs().size() == 3);
      bench.script.unstick("plan");
      Script.await("plan tried", () -> bench.script.calls().contains("plan"));
      bench.holders.sendDelayedSignal();
      Bench.resultOf(workflow, BackupResult.class);

      assertThat(bench.backups.sealed().get(0).snapshot().generation()).isEqualTo(1);
    }
  }

  @Test
  void partWithDeadIdsIsScheduledAnewWithLivingOnes() {
    try (Bench bench = Bench.withOneLane()) {
      bench.backups.holders = 1;
      bench.script.stick("part 3");
      WorkflowStub workflow = bench.startBackup(ORDERS);
      bench.script.awaitCall("part 3");

      // Temporal loses sight of the only holder; its session lives just long enough to be imported.
      HeldSnapshot first = bench.holders.held().get(0);
      bench.holders.loseSightOf(1);
      Script.await("replaced", () -> bench.holders.held().size() == 2);
      bench.postgres.close(first);
      bench.script.unstick("part 3");
      BackupResult result = Bench.resultOf(workflow, BackupResult.class);

      assertThat(result.parts()).isEqualTo(6);
      assertThat(bench.script.count("part 3")).isEqualTo(2);
      assertThat(bench.script.count("plan")).as("no redo").isEqualTo(1);
      PartInput again = lastInput(bench, 3);
      assertThat(again.snapshots().get(0)).isEqualTo(bench.holders.held().get(1));
    }
  }

  @Test
  void lostSnapshotBeginsAgainInANewGenerationAndNothingIsMixed() {
    try (Bench bench = Bench.withOneLane()) {
      bench.script.stick("part 5");
      WorkflowStub workflow = bench.startBackup(ORDERS);
      Script.await("two holders", () -> bench.postgres.open() == 2);
      bench.script.awaitCall("part 5");

      bench.postgres.restart();
      bench.script.unstick("part 5");
      BackupResult result = Bench.resultOf(workflow, BackupResult.class);

      SealInput sealed = bench.backups.sealed().get(0);
      assertThat(sealed.snapshot().generation()).isEqualTo(2);
      assertThat(sealed.receipts())
          .extracting(part -> part.generation())
          .containsExactly(0, 2, 2, 2, 2, 2);
      assertThat(bench.script.count("plan")).isEqualTo(2);
      assertThat(result.steps().get(0).bytes()).as("only what counts").isEqualTo(6 * 1_048_576);
      assertThat(result.notices())
          .anyMatch(notice -> notice.startsWith("the snapshot was lost and the dump began again"));
      assertThat(bench.postgres.open()).isZero();
    }
  }

  @Test
  void snapshotLostBeforeThePlanBeginsAgain() {
    try (Bench bench = new Bench()) {
      AtomicBoolean restarted = new AtomicBoolean();
      bench.script.on(
          "plan",
          () -> {
            if (!restarted.getAndSet(true)) {
              bench.postgres.restart();
            }
          });

      bench.backUp();

      assertThat(bench.backups.sealed().get(0).snapshot().generation()).isEqualTo(2);
    }
  }

  @Test
  void thirdLossFailsTheBackup() {
    try (Bench bench = Bench.withOneLane()) {
      bench.script.on("part 4", bench.postgres::restart);

      TemporalFailure failure = Bench.failureOf(bench.startBackup(ORDERS));

      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("SnapshotGone");
      assertThat(failure.getOriginalMessage()).contains("part 5 of 6");
      assertThat(bench.script.count("plan")).isEqualTo(3);
      assertThat(bench.backups.sealed()).isEmpty();
    }
  }

  @Test
  void holderThatCannotConnectIsStartedAgain() {
    try (Bench bench = new Bench()) {
      bench.script.failOnce("hold 1", FailureType.POSTGRES_UNAVAILABLE);

      bench.backUp();

      assertThat(bench.script.count("hold 1")).isEqualTo(2);
      assertThat(bench.holders.inputs().stream().filter(input -> input.holder() == 1))
          .extracting(HoldInput::token)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  @Tag("soak") // The in-process server skips no time while an activity waits: a minute passes.
  void withoutAWorkerOnTheHoldQueueTheBackupSaysSo() {
    try (Bench bench = new Bench(true, false)) {
      TemporalFailure failure = Bench.failureSkippingTime(bench.startBackup(ORDERS));

      assertThat(((ApplicationFailure) failure).getType()).isEqualTo("NoWorker");
      assertThat(failure.getOriginalMessage()).contains("\"tidemark-hold\"").contains("60 s");
    }
  }

  @Test
  void secondHolderThatCannotStartIsANotice() {
    try (Bench bench = new Bench()) {
      bench.script.stick("part 5");
      bench.script.failForGood("hold 2", FailureType.POSTGRES_ACCESS_DENIED);
      WorkflowStub workflow = bench.startBackup(ORDERS);
      bench.script.awaitCall("hold 2");
      Script.await("noted", () -> bench.details(workflow).contains("holder 2"));
      bench.script.unstick("part 5");

      assertThat(Bench.resultOf(workflow, BackupResult.class).notices())
          .contains("snapshot holder 2 could not be started: broken hold 2");
    }
  }

  @Test
  void staleAndForeignSignalsAreLeftAside() {
    try (Bench bench = new Bench()) {
      bench.script.stick("hold 1");
      WorkflowStub workflow = bench.startBackup(ORDERS);
      bench.script.awaitCall("hold 1");
      HeldSnapshot stale =
          new HeldSnapshot(1, 1, "another token", "id", "1:2:", "then", "0/0", "now");
      workflow.signal(BackupWorkflow.HOLDER_READY, stale);
      workflow.signal(BackupWorkflow.HOLDER_READY, (Object) null);
      bench.script.unstick("hold 1");

      assertThat(Bench.resultOf(workflow, BackupResult.class).parts()).isEqualTo(6);
      assertThat(bench.backups.sealed().get(0).snapshot()).isNotEqualTo(stale);
    }
  }

  @Test
  void holderWithAnotherSnapshotIsNotBelieved() {
    try (Bench bench = new Bench()) {
      bench.script.stick("part 5");
      bench.holders.lieAbout(2);
      WorkflowStub workflow = bench.startBackup(ORDERS);
      Script.await("noted", () -> bench.details(workflow).contains("is not this backup"));
      bench.script.unstick("part 5");
      Bench.resultOf(workflow, BackupResult.class);

      String text = bench.backups.sealed().get(0).snapshot().snapshotText();
      assertThat(bench.parts.inputs())
          .flatExtracting(PartInput::snapshots)
          .allMatch(snapshot -> snapshot.snapshotText().equals(text));
    }
  }

  private static List<String> snapshotTexts(Bench bench) {
    return bench.holders.held().stream().map(HeldSnapshot::snapshotText).distinct().toList();
  }

  private static PartInput lastInput(Bench bench, int part) {
    return bench.parts.inputs().stream()
        .filter(input -> input.part().index() == part)
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
