package io.tidemark.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.tidemark.api.backup.BackupProgress;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are killed in the middle, with SIGKILL, while nobody else is there. */
final class WorkerDeathTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final String queue = "death-" + UUID.randomUUID();
  private final List<Process> workers = new ArrayList<>();

  @TempDir Path folder;

  @AfterEach
  void killAll() {
    workers.forEach(Process::destroyForcibly);
  }

  @Test
  void backupAndRestoreEndRightAlthoughEveryWorkerDies() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute(
          "CREATE TABLE t AS SELECT n, repeat(md5(n::text), 20) AS v"
              + " FROM generate_series(1, 100000) n");
      Process first = startWorker(database);
      WorkflowStub backup = start(BackupWorkflow.TYPE, Map.of("database", database.name()));
      Waiting.until(
          "five parts are done",
          LONG,
          () -> backup.query("progress", BackupProgress.class).partsDone() >= 5);
      first.destroyForcibly().waitFor();
      database.execute("DELETE FROM t WHERE n > 50000");

      Process second = startWorker(database);
      BackupResult sealed = backup.getResult(BackupResult.class);
      assertThat(sealed.rows()).isIn(100_000L, 50_000L);

      WorkflowStub restore =
          start(
              RestoreWorkflow.TYPE,
              Map.of("database", database.name(), "into", database.name() + "_copy"));
      Waiting.until(
          "rows are loading",
          LONG,
          () -> {
            RestoreStatus status = restore.query("status", RestoreStatus.class);
            return status.stage().equals("loading") && status.partsDone() >= 3;
          });
      second.destroyForcibly().waitFor();

      startWorker(database);
      assertThat(restore.getResult(RestoreResult.class).rows()).isEqualTo(sealed.rows());
      try (TestDatabase copy =
          TestDatabase.existing(database.server(), database.name() + "_copy")) {
        assertThat(copy.query("SELECT count(*) FROM t WHERE v = repeat(md5(n::text), 20)"))
            .isEqualTo(String.valueOf(sealed.rows()));
      }
    }
  }

  /** The snapshot's holders sit in two processes; each that goes is replaced in a third. */
  @Test
  @Tag("soak") // Three workers start, and the dead one's holder is missed for a while.
  void workersMayStopOrDieOneAfterAnotherAndNothingIsDumpedTwice() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute(
          "CREATE TABLE t AS SELECT n, repeat(md5(n::text), 20) AS v"
              + " FROM generate_series(1, 100000) n");
      for (int worker = 0; worker < 3; worker++) {
        startWorker(database);
      }
      WorkflowStub backup =
          start(BackupWorkflow.TYPE, Map.of("database", database.name(), "parallelism", 1));
      Waiting.until("two of them hold", LONG, () -> holding(database, backup));
      database.execute("DELETE FROM t WHERE n > 50000");
      Process stopped = holders(backup).get(0);
      stopped.destroy();
      Waiting.until(
          "others hold",
          LONG,
          () -> holding(database, backup) && !holders(backup).contains(stopped));
      holders(backup).get(0).destroyForcibly();

      BackupResult sealed = backup.getResult(BackupResult.class);

      assertThat(stopped.waitFor()).as("ended by SIGTERM").isEqualTo(143);
      assertThat(sealed.rows()).as("the first snapshot's").isEqualTo(100_000);
      assertThat(sealed.notices()).noneMatch(notice -> notice.contains("snapshot was lost"));
    }
  }

  /** Whether two workers hold: each has a session that has locked its tables and waits. */
  private boolean holding(TestDatabase database, WorkflowStub backup) {
    return holders(backup).size() == 2
        && "2"
            .equals(
                database.query(
                    "SELECT count(DISTINCT l.pid) FROM pg_locks l JOIN pg_stat_activity a"
                        + " USING (pid) WHERE a.application_name LIKE 'tidemark/%/holder-%'"
                        + " AND l.relation = 't'::regclass AND l.granted"));
  }

  /** Workers that run a holder now. */
  private List<Process> holders(WorkflowStub backup) {
    List<String> identities =
        TemporalServer.shared()
            .client()
            .getWorkflowServiceStubs()
            .blockingStub()
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace("default")
                    .setExecution(backup.getExecution())
                    .build())
            .getPendingActivitiesList()
            .stream()
            .filter(
                activity -> activity.getActivityType().getName().equals("Tidemark_HoldSnapshot"))
            .map(PendingActivityInfo::getLastWorkerIdentity)
            .toList();
    return workers.stream()
        .filter(worker -> identities.stream().anyMatch(name -> name.startsWith(worker.pid() + "@")))
        .toList();
  }

  private Process startWorker(TestDatabase database) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            WorkerMain.class.getName(),
            requireNonNull(
                TemporalServer.shared()
                    .client()
                    .getWorkflowServiceStubs()
                    .getOptions()
                    .getTarget()));
    Map<String, String> environment = Site.environment(database, folder, queue);
    environment.put("TIDEMARK_PART_SIZE_MIB", "1");
    builder.environment().putAll(environment);
    builder.inheritIO();
    Process worker = builder.start();
    workers.add(worker);
    return worker;
  }

  private WorkflowStub start(String type, Object input) {
    WorkflowClient client = TemporalServer.shared().client();
    WorkflowStub stub =
        client.newUntypedWorkflowStub(
            type,
            WorkflowOptions.newBuilder()
                .setTaskQueue(queue)
                .setWorkflowId(type + "-" + UUID.randomUUID())
                .build());
    stub.start(input);
    return stub;
  }
}
