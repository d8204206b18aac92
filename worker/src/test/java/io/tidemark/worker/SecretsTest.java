package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.restore.Verdict;
import io.tidemark.postgres.Secret;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people may read, a history, a store, a process list, shows no secret and no row. */
final class SecretsTest {
  private static final String ROW = "patient-4711-has-a-cold";

  @TempDir Path folder;

  @Test
  void neitherHistoriesNorStoreNorArgumentsShowThem() throws Exception {
    try (TestDatabase database = TestServers.database(17)) {
      database.execute("CREATE TABLE patients (id int PRIMARY KEY, note text)");
      database.execute(
          "INSERT INTO patients SELECT n, '" + ROW + "' FROM generate_series(1, 20000) n");
      String password = database.target().password().map(Secret::reveal).orElseThrow();
      AtomicBoolean running = new AtomicBoolean(true);
      Set<String> commands = new TreeSet<>();
      Thread watcher = new Thread(() -> watch(running, commands));
      watcher.start();
      try (Site site = Site.of(database, folder, Map.of("BACKUP_COMPRESSION", "none"))) {
        WorkflowStub backup = site.start(BackupWorkflow.TYPE, Map.of("database", database.name()));
        backup.getResult(BackupResult.class);
        WorkflowStub restore =
            site.start(
                RestoreWorkflow.TYPE,
                Map.of("database", database.name(), "confirm", database.name()));
        Waiting.until(
            "it is promoted",
            Duration.ofSeconds(60),
            () ->
                restore.query("status", RestoreStatus.class).stage().equals("in-rollback-window"));
        restore.update("finalize", Verdict.class, Map.of("by", "test"));
        restore.getResult(RestoreResult.class);

        String histories = history(backup.getExecution()) + history(restore.getExecution());
        assertThat(histories).contains("Tidemark_Seal").contains("Tidemark_Restore");
        assertThat(histories).doesNotContain(ROW).doesNotContain(Site.KEY).doesNotContain(password);
      } finally {
        running.set(false);
        watcher.join();
      }
      assertThat(commands).anyMatch(command -> command.contains("pg_dump"));
      assertThat(commands).noneMatch(c -> c.contains(password) || c.contains(Site.KEY));
      assertThat(stored()).doesNotContain(ROW).doesNotContain(Site.KEY).doesNotContain(password);
    }
  }

  private String stored() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      StringBuilder text = new StringBuilder();
      for (Path file : all) {
        text.append(file).append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
      return text.toString();
    }
  }

  /** The history as JSON with payloads in clear, and those of all children. */
  private static String history(WorkflowExecution execution) {
    WorkflowClient client = TemporalServer.shared().client();
    return client
        .streamHistory(execution.getWorkflowId(), execution.getRunId())
        .map(event -> text(event) + children(event))
        .collect(Collectors.joining("\n"));
  }

  private static String children(HistoryEvent event) {
    return event.getEventType() == EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED
        ? history(event.getChildWorkflowExecutionStartedEventAttributes().getWorkflowExecution())
        : "";
  }

  private static String text(HistoryEvent event) {
    try {
      return JsonFormat.printer().print(event)
          + new String(event.toByteArray(), StandardCharsets.ISO_8859_1);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void watch(AtomicBoolean running, Set<String> commands) {
    while (running.get()) {
      ProcessHandle.allProcesses()
          .map(process -> process.info().commandLine().orElse(""))
          .filter(command -> command.contains("pg_"))
          .forEach(commands::add);
    }
  }
}
