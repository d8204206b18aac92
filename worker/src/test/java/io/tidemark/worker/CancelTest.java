package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.tidemark.api.backup.BackupProgress;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancelled workflow leaves nothing: no backup, no session, no process, no database. */
final class CancelTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String OURS =
      "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'tidemark/%'";
  private static final String FILL =
      "CREATE TABLE t AS SELECT n, repeat(md5(n::text), 20) AS v FROM generate_series(1, 100000) n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10})
  void aCancelledBackupLeavesNothing(int partsDone) throws Exception {
    try (TestDatabase database = TestServers.database(15);
        Site site = Site.of(database, folder, Map.of("TIDEMARK_PART_SIZE_MIB", "1"))) {
      database.execute(FILL);
      WorkflowStub backup = site.start(BackupWorkflow.TYPE, Map.of("database", database.name()));
      Waiting.until(
          partsDone + " parts are done",
          SOON,
          () -> backup.query("progress", BackupProgress.class).partsDone() >= partsDone);

      backup.cancel();

      assertThatThrownBy(() -> backup.getResult(Object.class))
          .isInstanceOf(WorkflowFailedException.class);
      Waiting.until("our sessions are gone", SOON, () -> "0".equals(database.query(OURS)));
      assertThat(manifests()).isEmpty();
      assertThat(children()).isEmpty();
      assertThat(site.backup().rows()).isEqualTo(100_000);
    }
  }

  @Test
  void aCancelledRestoreDropsTheSideDatabase() throws Exception {
    try (TestDatabase database = TestServers.database(15);
        Site site = Site.of(database, folder, Map.of("TIDEMARK_PART_SIZE_MIB", "1"))) {
      database.execute(FILL);
      site.backup();
      WorkflowStub restore =
          site.start(
              RestoreWorkflow.TYPE,
              Map.of("database", database.name(), "confirm", database.name()));
      Waiting.until(
          "rows are loading",
          SOON,
          () -> {
            RestoreStatus status = restore.query("status", RestoreStatus.class);
            return status.stage().equals("loading") && status.partsDone() > 3;
          });

      restore.cancel();

      assertThatThrownBy(() -> restore.getResult(Object.class))
          .isInstanceOf(WorkflowFailedException.class);
      assertThat(
              database.query(
                  "SELECT count(*) FROM pg_database WHERE datname LIKE '"
                      + database.name()
                      + "\\_%'"))
          .isEqualTo("0");
      assertThat(database.query("SELECT count(*) FROM t")).isEqualTo("100000");
      assertThat(children()).isEmpty();
    }
  }

  private List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith("manifest.json")).toList();
    }
  }

  private static List<String> children() {
    return ProcessHandle.current()
        .descendants()
        .map(process -> process.info().command().orElse(""))
        .filter(command -> command.contains("pg_dump") || command.contains("pg_restore"))
        .toList();
  }
}
