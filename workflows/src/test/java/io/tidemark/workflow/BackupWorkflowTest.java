package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.tidemark.api.StepTotals;
import io.tidemark.api.backup.BackupProgress;
import io.tidemark.api.backup.BackupResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The chain of a backup when nothing goes wrong. */
final class BackupWorkflowTest {
  @Test
  void takesItsStepsInOrder() {
    try (Bench bench = new Bench()) {
      bench.backUp();

      List<String> steps =
          bench.script.calls().stream()
              .filter(call -> !call.startsWith("part ") && !call.matches("(hold|released) 2"))
              .toList();
      assertThat(steps)
          .containsSubsequence(
              "preflight", "reserve", "hold 1", "plan", "checksum", "seal", "prune", "notify")
          .contains("released 1")
          .hasSize(9);
      assertThat(bench.script.calls().indexOf("released 1"))
          .isGreaterThan(bench.script.calls().indexOf("seal"));
    }
  }

  @Test
  void dumpsEveryPartOnceAndNoMoreThanItsLanesAtOnce() {
    try (Bench bench = new Bench()) {
      bench.backUp();

      assertThat(bench.parts.inputs())
          .extracting(input -> input.part().index())
          .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
      assertThat(bench.parts.mostInFlight()).isLessThanOrEqualTo(2);
      assertThat(bench.backups.sealed().get(0).receipts())
          .extracting(part -> part.index())
          .containsExactly(0, 1, 2, 3, 4, 5);
    }
  }

  @Test
  void resultSaysWhatWasSealed() {
    try (Bench bench = new Bench()) {
      BackupResult result = bench.backUp();

      assertThat(result.backupId()).matches("\\d{8}T\\d{6}Z-[0-9a-f]{6}");
      assertThat(result.parts()).isEqualTo(6);
      assertThat(result.deleted()).containsExactly("20261001T000000Z-000001");
      assertThat(result.notices()).containsExactly("a notice");
      assertThat(result.seconds()).isPositive();
      assertThat(result.steps())
          .containsExactly(
              new StepTotals("dump", 12, 6 * 1_048_576, 0),
              new StepTotals("compress", 6, 6 * 262_128, 0),
              new StepTotals("encrypt", 3, 6 * 262_144, 0),
              new StepTotals("checksum", 1.5, 6 * 262_144, 0),
              new StepTotals("upload", 3, 6 * 262_144, 6));
    }
  }

  @Test
  void currentDetailsShowStepsAndParts() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = bench.startBackup(Map.of("database", "orders"));
      BackupResult result = Bench.resultOf(workflow, BackupResult.class);

      assertThat(bench.details(workflow))
          .contains("**Backup of orders** · `" + result.backupId() + "` · sealed")
          .contains("Parts: 6/6 · about 6.0 MiB of 6.0 MiB read · 1.5 MiB stored")
          .contains("| step | \u2003seconds | \u2003bytes | \u2003rate |")
          .contains("| dump | \u200312.0 | \u20036.0 MiB | \u2003512.0 KiB/s |")
          .contains("| upload | \u20033.0 | \u20031.5 MiB | \u2003512.0 KiB/s |")
          .contains("- a notice");
    }
  }

  @Test
  void progressCanBeAskedFor() {
    try (Bench bench = new Bench()) {
      bench.script.stick("part 5");
      WorkflowStub workflow = bench.startBackup(Map.of("database", "orders"));
      bench.script.awaitCall("part 5");
      Script.await(
          "five parts accepted",
          () -> workflow.query("progress", BackupProgress.class).partsDone() == 5);

      BackupProgress progress = workflow.query("progress", BackupProgress.class);
      bench.script.unstick("part 5");
      Bench.resultOf(workflow, BackupResult.class);

      assertThat(progress.phase()).isEqualTo("dump parts");
      assertThat(progress.partsTotal()).isEqualTo(6);
      assertThat(progress.storedBytes()).isEqualTo(5 * 262_144);
    }
  }

  @Test
  void misspeltSignalIsShownAndDoesNoHarm() {
    try (Bench bench = new Bench()) {
      bench.script.stick("seal");
      WorkflowStub workflow = bench.startBackup(Map.of("database", "orders"));
      bench.script.awaitCall("seal");
      workflow.signal("aprove", "yes");
      Script.await("noted", () -> bench.details(workflow).contains("aprove"));
      bench.script.unstick("seal");

      assertThat(Bench.resultOf(workflow, BackupResult.class).notices())
          .contains("a signal named \"aprove\" came, which this workflow does not know");
    }
  }

  @Test
  void safetyBackupDeletesNothing() {
    try (Bench bench = new Bench()) {
      Bench.resultOf(
          bench.startBackup(Map.of("database", "orders", "purpose", "safety")), BackupResult.class);

      assertThat(bench.script.calls()).doesNotContain("prune");
      assertThat(bench.backups.sealed().get(0).purpose()).isEqualTo("safety");
    }
  }
}
