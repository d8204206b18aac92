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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancelled workflow leaves nothing: no backup, no session, no process, no database. */
final class CancelTest {
  private static final Duration SOON = Leftovers.SOON;
  private static final String FILL =
      "CREATE TABLE t AS SELECT n, repeat(md5(n::text), 20) AS v FROM generate_series(1, 40000) n";

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
      Leftovers.awaitNone(database);
      assertThat(Leftovers.manifests(folder)).isEmpty();
      assertThat(site.backup().rows()).isEqualTo(40_000);
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
      assertThat(database.query("SELECT count(*) FROM t")).isEqualTo("40000");
      Leftovers.awaitNone(database);
    }
  }

  @Test
  void aRestoreCancelledWhileItVerifiesCreatesNothing() throws Exception {
    try (TestDatabase database = TestServers.database(15);
        Site site = Site.of(database, folder, Map.of("TIDEMARK_PART_SIZE_MIB", "1"))) {
      database.execute(FILL);
      site.backup();
      WorkflowStub restore = startRestore(site, database);
      Waiting.until(
          "an object is verified",
          SOON,
          () -> restore.query("status", RestoreStatus.class).partsDone() > 0);

      restore.cancel();

      assertLeftAlone(restore, database);
    }
  }

  /** Somebody has locked a table of the live database, so the safety backup waits. */
  @Test
  void aRestoreCancelledWhileItSavesDropsTheSideDatabase() throws Exception {
    try (TestDatabase database = TestServers.database(15);
        Site site = Site.of(database, folder, Map.of())) {
      database.execute(FILL);
      site.backup();
      try (Connection session = database.connect();
          Statement statement = session.createStatement()) {
        session.setAutoCommit(false);
        statement.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
        WorkflowStub restore = startRestore(site, database);
        awaitStage(restore, "saving");

        restore.cancel();

        assertThatThrownBy(() -> restore.getResult(Object.class))
            .isInstanceOf(WorkflowFailedException.class);
        session.rollback();
        assertLeftAlone(restore, database);
      }
    }
  }

  /** The rename waits for a lock meanwhile; it comes through, and the status says so. */
  @Test
  void aRestoreCancelledWhileItPromotesIsPromotedAndSaysSo() throws Exception {
    try (TestDatabase database = TestServers.database(15);
        Site site = Site.of(database, folder, Map.of())) {
      database.execute(FILL);
      site.backup();
      database.execute("DELETE FROM t");
      TestDatabase maintenance = TestDatabase.existing(database.server(), "postgres");
      try (Connection session = maintenance.connect();
          Statement statement = session.createStatement()) {
        session.setAutoCommit(false);
        statement.execute("COMMENT ON DATABASE " + database.name() + " IS 'busy'");
        WorkflowStub restore = startRestore(site, database);
        awaitStage(restore, "promoting");
        Waiting.until(
            "the rename waits",
            SOON,
            () ->
                "t"
                    .equals(
                        maintenance.query("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted")));

        restore.cancel();
        session.rollback();

        assertThatThrownBy(() -> restore.getResult(Object.class))
            .isInstanceOf(WorkflowFailedException.class);
        assertThat(restore.query("status", RestoreStatus.class).stage())
            .isEqualTo("in-rollback-window");
      }
      assertThat(database.query("SELECT count(*) FROM t")).isEqualTo("40000");
      String previous =
          maintenance.query(
              "SELECT datname FROM pg_database WHERE datname LIKE '" + database.name() + "\\_%'");
      TestDatabase.existing(database.server(), String.valueOf(previous)).close();
    }
  }

  private static WorkflowStub startRestore(Site site, TestDatabase database) {
    return site.start(
        RestoreWorkflow.TYPE, Map.of("database", database.name(), "confirm", database.name()));
  }

  private static void awaitStage(WorkflowStub restore, String stage) {
    Waiting.until(
        "it is " + stage,
        SOON,
        () -> restore.query("status", RestoreStatus.class).stage().equals(stage));
  }

  private static void assertLeftAlone(WorkflowStub restore, TestDatabase database) {
    assertThatThrownBy(() -> restore.getResult(Object.class))
        .isInstanceOf(WorkflowFailedException.class);
    Leftovers.awaitNone(database);
    assertThat(
            database.query(
                "SELECT count(*) FROM pg_database WHERE datname LIKE '"
                    + database.name()
                    + "\\_%'"))
        .isEqualTo("0");
    assertThat(database.query("SELECT count(*) FROM t")).isEqualTo("40000");
  }
}
