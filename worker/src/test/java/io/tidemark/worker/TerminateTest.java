package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.tidemark.api.backup.BackupProgress;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.load.DatabaseMark;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A terminated workflow runs no code any more. Its sessions and programs end all the same, its lock
 * falls, nothing is sealed, and what it created says whose it was.
 */
final class TerminateTest {
  private static final String FILL =
      "CREATE TABLE t AS SELECT n, repeat(md5(n::text), 20) AS v FROM generate_series(1, 40000) n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void aTerminatedBackupLeavesNoSessionNoProcessAndNoLock(int partsDone) throws Exception {
    try (TestDatabase database = TestServers.database(15);
        Site site = Site.of(database, folder, Map.of("TIDEMARK_PART_SIZE_MIB", "1"))) {
      database.execute(FILL);
      WorkflowStub backup = site.start(BackupWorkflow.TYPE, Map.of("database", database.name()));
      Waiting.until(
          partsDone + " parts are done",
          Leftovers.SOON,
          () -> backup.query("progress", BackupProgress.class).partsDone() >= partsDone);

      backup.terminate("a test");

      Leftovers.awaitNone(database);
      assertThat(Leftovers.manifests(folder)).isEmpty();
      assertThat(site.backup().rows()).isEqualTo(40_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"verifying", "loading"})
  void aTerminatedRestoreLeavesAtMostASideDatabaseThatSaysWhoseItIs(String stage) throws Exception {
    try (TestDatabase database = TestServers.database(15);
        Site site = Site.of(database, folder, Map.of("TIDEMARK_PART_SIZE_MIB", "1"))) {
      database.execute(FILL);
      site.backup();
      String copy = database.name() + "_copy";
      WorkflowStub restore =
          site.start(RestoreWorkflow.TYPE, Map.of("database", database.name(), "into", copy));
      Waiting.until(
          "it is " + stage,
          Leftovers.SOON,
          () -> {
            RestoreStatus status = restore.query("status", RestoreStatus.class);
            return status.stage().equals(stage) && status.partsDone() > 1;
          });

      restore.terminate("a test");

      Leftovers.awaitNone(database);
      String side =
          database.query("SELECT datname FROM pg_database WHERE datname LIKE '" + copy + "\\_%'");
      assertThat(side == null).isEqualTo(stage.equals("verifying"));
      if (side != null) {
        String comment =
            database.query(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '"
                    + side
                    + "'");
        assertThat(DatabaseMark.parse(comment))
            .hasValueSatisfying(
                mark ->
                    assertThat(mark.workflowId())
                        .isEqualTo(restore.getExecution().getWorkflowId()));
        TestDatabase.existing(database.server(), side).close();
      }
      assertThat(site.restore(Map.of("into", copy)).rows()).isEqualTo(40_000);
      TestDatabase.existing(database.server(), copy).close();
    }
  }
}
