package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.tidemark.api.backup.BackupProgress;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.provision.ScratchPostgres;
import io.tidemark.testkit.StandbyServer;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sessions that hold the snapshot end in the middle. The backup is one instant all the same:
 * what is read anew is read under one new snapshot, and never mixed.
 */
final class SnapshotLossTest {
  private static final Map<String, String> SMALL_PARTS =
      Map.of("TIDEMARK_PART_SIZE_MIB", "1", "TIDEMARK_PARALLELISM", "2");
  private static final int TABLES = 24;

  /** Tables of two parts each, with a counter that a writer moves in all of them at once. */
  private static final String FILL =
      """
      DO $$ BEGIN FOR i IN 1..%d LOOP
        EXECUTE format('CREATE TABLE t%%s AS SELECT 0 AS counter, n, repeat(md5(n::text), 20) AS v
          FROM generate_series(1, 2000) n', i);
      END LOOP; END $$
      """
          .formatted(TABLES);

  private static final String HOLDERS =
      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
          + " WHERE application_name LIKE 'tidemark/%/holder-%'";

  @TempDir Path folder;

  @Test
  void everyTableShowsTheSameInstantAlthoughAllHoldersAreEnded() throws Exception {
    try (TestDatabase database = TestServers.database(17);
        Site site = Site.of(database, folder, SMALL_PARTS)) {
      database.execute(FILL);
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(database, enough));
      WorkflowStub backup = startAndAwaitParts(site, database, 3);
      assertThat(Integer.parseInt(String.valueOf(database.query(HOLDERS)))).isPositive();

      BackupResult sealed = backup.getResult(BackupResult.class);
      enough.set(true);
      writer.join();

      assertThat(sealed.rows()).isEqualTo(2_000L * TABLES);
      assertSameInstant(site, database);
    }
  }

  @Test
  void aServerThatCrashesAndComesBackIsDumpedAnew() throws Exception {
    try (ScratchPostgres server = ScratchPostgres.start(TestServers.installation(15))) {
      TestDatabase database = TestDatabase.existing(server, "orders");
      TestDatabase.existing(server, "postgres").execute("CREATE DATABASE orders");
      database.execute(FILL);
      try (Site site = Site.of(database, folder, SMALL_PARTS)) {
        WorkflowStub backup = startAndAwaitParts(site, database, 3);
        server.crash();
        server.startAgain();
        database.execute("UPDATE t1 SET counter = 7; UPDATE t2 SET counter = 7");

        BackupResult sealed = backup.getResult(BackupResult.class);

        assertThat(sealed.rows()).isEqualTo(2_000L * TABLES);
        assertThat(sealed.notices()).anyMatch(notice -> notice.contains("snapshot was lost"));
        site.restore(Map.of("into", "copy"));
        TestDatabase copy = TestDatabase.existing(server, "copy");
        assertThat(copy.query("SELECT max(counter) FROM t1"))
            .isEqualTo(copy.query("SELECT min(counter) FROM t2"));
      }
    }
  }

  /** VACUUM on the primary takes rows away that the standby's snapshot still sees. */
  @Test
  void aBackupOfAStandbyOutlivesARecoveryConflict() throws Exception {
    try (StandbyServer servers =
            StandbyServer.start(
                17, Map.of("max_standby_streaming_delay", "0", "hot_standby_feedback", "off"));
        TestDatabase live = servers.database("orders")) {
      live.execute(FILL);
      servers.catchUp();
      TestDatabase standby = TestDatabase.existing(servers.standby(), "orders");
      try (Site site = Site.of(standby, folder, SMALL_PARTS)) {
        WorkflowStub backup = startAndAwaitParts(site, standby, 3);
        live.execute("DELETE FROM t1 WHERE n % 2 = 0");
        live.execute("VACUUM t1");
        servers.catchUp();

        BackupResult sealed = backup.getResult(BackupResult.class);

        assertThat(sealed.rows()).isIn(2_000L * TABLES, 2_000L * TABLES - 1_000L);
        assertThat(site.verify().objects()).isEqualTo(sealed.parts());
      }
      try (Site primary = Site.of(live, folder, Map.of())) {
        primary.restore(Map.of("into", "copy"));
        TestDatabase copy = TestDatabase.existing(servers.primary(), "copy");
        assertThat(copy.query("SELECT count(*) FROM t1")).isIn("1000", "2000");
      }
    }
  }

  private static WorkflowStub startAndAwaitParts(Site site, TestDatabase database, int parts) {
    WorkflowStub backup = site.start(BackupWorkflow.TYPE, Map.of("database", database.name()));
    Waiting.until(
        parts + " parts are done",
        Leftovers.SOON,
        () -> backup.query("progress", BackupProgress.class).partsDone() >= parts);
    return backup;
  }

  private static void write(TestDatabase database, AtomicBoolean enough) {
    StringBuilder all = new StringBuilder();
    for (int table = 1; table <= TABLES; table++) {
      all.append("UPDATE t").append(table).append(" SET counter = counter + 1 WHERE n = 1;");
    }
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      while (!enough.get()) {
        statement.execute("BEGIN;" + all + "COMMIT");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertSameInstant(Site site, TestDatabase database) {
    String name = database.name() + "_copy";
    site.restore(Map.of("into", name));
    try (TestDatabase copy = TestDatabase.existing(database.server(), name)) {
      StringBuilder counters = new StringBuilder("SELECT count(DISTINCT c) FROM (");
      for (int table = 1; table <= TABLES; table++) {
        counters.append(table == 1 ? "" : " UNION ALL ");
        counters.append("SELECT max(counter) AS c FROM t").append(table);
      }
      assertThat(copy.query(counters + ") all_of_them")).isEqualTo("1");
    }
  }
}
