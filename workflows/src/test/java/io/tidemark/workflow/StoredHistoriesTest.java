package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.keys.RotateKeysResult;
import io.tidemark.api.keys.RotateKeysWorkflow;
import io.tidemark.api.lock.LockWorkflow;
import io.tidemark.api.notify.NotifyWorkflow;
import io.tidemark.api.notify.NotifyWorkflow.Outbox;
import io.tidemark.api.prune.PruneResult;
import io.tidemark.api.prune.PruneWorkflow;
import io.tidemark.api.restore.ApprovalRules;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.verify.VerifyResult;
import io.tidemark.api.verify.VerifyWorkflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Histories of released behaviour, replayed for ever: a workflow that is under way when a new
 * release comes must go on. Never edit or replace one; when behaviour changes, add a folder {@code
 * v2} beside {@code v1} and keep {@code v1} replaying through {@code Workflow.getVersion}.
 *
 * <p>A scenario without a file is run and its history written, and its test fails until somebody
 * has looked at the file and committed it.
 */
final class StoredHistoriesTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "history");
  private static final Map<String, Object> ORDERS = Map.of("database", "orders");
  private static final Map<String, Object> REPLACE =
      Map.of("database", "orders", "confirm", "orders");

  /** A run whose history is kept. */
  private record Scenario(String file, String workflowId, Consumer<Bench> run) {
    Path path() {
      return FOLDER.resolve(file + ".json");
    }
  }

  private static List<Scenario> scenarios() {
    return List.of(
        new Scenario("backup/v1/sealed", "backup-1", Bench::backUp),
        new Scenario("backup/v1/copied", "backup-1", StoredHistoriesTest::copy),
        new Scenario("backup/v1/part-failed", "backup-1", StoredHistoriesTest::failPart),
        new Scenario("backup/v1/cancelled", "backup-1", StoredHistoriesTest::cancel),
        new Scenario("backup/v1/new-generation", "backup-1", StoredHistoriesTest::lose),
        new Scenario("backup/v1/holder-replaced", "backup-1", StoredHistoriesTest::replace),
        new Scenario(
            "verify/v1/whole",
            "verify-1",
            bench ->
                Bench.resultOf(
                    bench.start(VerifyWorkflow.TYPE, "verify-1", ORDERS), VerifyResult.class)),
        new Scenario(
            "restore/v1/promoted",
            "restore-1",
            bench ->
                Bench.resultOf(
                    bench.start(RestoreWorkflow.TYPE, "restore-1", REPLACE), RestoreResult.class)),
        new Scenario("restore/v1/approved-rolled-back", "restore-1", StoredHistoriesTest::takeBack),
        new Scenario("restore/v1/rejected", "restore-1", StoredHistoriesTest::reject),
        new Scenario("restore/v1/load-failed", "restore-1", StoredHistoriesTest::failLoad),
        new Scenario(
            "verify/v1/all",
            "verify-1",
            bench ->
                Bench.resultOf(
                    bench.start(
                        VerifyWorkflow.TYPE,
                        "verify-1",
                        Map.of("database", "orders", "backup", "all", "deep", true)),
                    VerifyResult.class)),
        new Scenario(
            "prune/v1/two-stores",
            "prune-1",
            bench ->
                Bench.resultOf(
                    bench.start(PruneWorkflow.TYPE, "prune-1", ORDERS), PruneResult.class)),
        new Scenario(
            "rotate-keys/v1/rotated",
            "rotate-1",
            bench ->
                Bench.resultOf(
                    bench.start(RotateKeysWorkflow.TYPE, "rotate-1", ORDERS),
                    RotateKeysResult.class)),
        new Scenario("notify/v1/two-messages", "notify-1", StoredHistoriesTest::tell),
        new Scenario("lock/v1/released", LockWorkflow.id("backup", "orders"), Bench::backUp));
  }

  @TestFactory
  Stream<DynamicTest> replay() {
    return scenarios().stream()
        .map(scenario -> DynamicTest.dynamicTest(scenario.file(), () -> replay(scenario)));
  }

  private static void replay(Scenario scenario) throws Exception {
    if (!Files.exists(scenario.path())) {
      write(scenario);
      throw new AssertionError(
          scenario.path() + " was missing and has been written: look at it and commit it");
    }
    Replay.of(
        WorkflowExecutionHistory.fromJson(
            Files.readString(scenario.path()), scenario.workflowId()));
  }

  @Test
  void holdNothingSecret() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .as("%s", file)
            .doesNotContain("password", "postgres://", "postgresql://", "/home/", "/root/");
      }
    }
  }

  private static void write(Scenario scenario) throws IOException {
    try (Bench bench = Bench.withOneLane()) {
      scenario.run().accept(bench);
      Files.createDirectories(scenario.path().getParent());
      Files.writeString(scenario.path(), bench.history(scenario.workflowId()).toJson(true) + "\n");
    }
  }

  private static void tell(Bench bench) {
    Outbox outbox = new Outbox("email", List.of(NotifyWorkflowTest.notice("first")), 0);
    WorkflowStub workflow = bench.start(NotifyWorkflow.TYPE, "notify-1", outbox);
    workflow.signal(NotifyWorkflow.NOTICE, NotifyWorkflowTest.notice("second"));
    workflow.getResult(Void.class);
  }

  private static void copy(Bench bench) {
    bench.backups.copies = List.of("offsite", "usb");
    bench.script.failForGood("seal copy in usb", FailureType.STORE_FULL);
    bench.backUp();
  }

  private static void failPart(Bench bench) {
    bench.script.failForGood("part 4", FailureType.UPLOAD_FAILED);
    Bench.failureOf(bench.startBackup(ORDERS));
  }

  private static void cancel(Bench bench) {
    bench.script.stick("part 3");
    WorkflowStub workflow = bench.start(BackupWorkflow.TYPE, "backup-1", ORDERS);
    bench.script.awaitCall("part 3");
    workflow.cancel();
    Bench.failureOf(workflow);
  }

  private static void lose(Bench bench) {
    bench.script.stick("part 5");
    WorkflowStub workflow = bench.startBackup(ORDERS);
    Script.await("two holders", () -> bench.holders.held().size() == 2);
    bench.script.awaitCall("part 5");
    bench.postgres.restart();
    bench.script.unstick("part 5");
    Bench.resultOf(workflow, BackupResult.class);
  }

  private static void replace(Bench bench) {
    bench.script.stick("part 5");
    WorkflowStub workflow = bench.startBackup(ORDERS);
    Script.await("two holders", () -> bench.holders.held().size() == 2);
    bench.script.awaitCall("part 5");
    bench.holders.kill(1);
    Script.await("replaced", () -> bench.holders.held().size() == 3);
    bench.script.unstick("part 5");
    Bench.resultOf(workflow, BackupResult.class);
  }

  private static WorkflowStub ask(Bench bench) {
    bench.restores.rules = new ApprovalRules(List.of("maria"), 1, 60, 60, false, false);
    WorkflowStub workflow =
        bench.start(
            RestoreWorkflow.TYPE, "restore-1", Map.of("database", "orders", "requester", "jan"));
    ApprovalTest.awaitStage(workflow, "awaiting-approval");
    return workflow;
  }

  private static void takeBack(Bench bench) {
    WorkflowStub workflow = ask(bench);
    workflow.signal("approve", "garbage");
    String proof = ApprovalTest.status(workflow).proof();
    workflow.signal("approve", Map.of("approver", "maria", "proof", proof));
    ApprovalTest.awaitStage(workflow, "in-rollback-window");
    ApprovalTest.update(workflow, "rollback", Map.of("by", "jan"));
    Bench.resultOf(workflow, RestoreResult.class);
  }

  private static void reject(Bench bench) {
    WorkflowStub workflow = ask(bench);
    String proof = ApprovalTest.status(workflow).proof();
    workflow.signal("reject", Map.of("approver", "maria", "proof", proof));
    Bench.failureOf(workflow);
  }

  private static void failLoad(Bench bench) {
    bench.script.failForGood("rows 4", FailureType.LOAD_FAILED);
    Bench.failureOf(bench.start(RestoreWorkflow.TYPE, "restore-1", REPLACE));
  }
}
