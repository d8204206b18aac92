package io.tidemark.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * TRUNCATE and rewrites are not MVCC-safe: a snapshot that is older than they are sees an empty
 * table and no error.
 */
class TruncateDuringBackupTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRUNCATE a",
        "ALTER TABLE a ALTER id TYPE bigint",
        "VACUUM FULL a",
        "CLUSTER a USING a_pkey",
        "ALTER TABLE a RENAME TO b",
        "ALTER TABLE a DROP COLUMN t",
        "DROP TABLE a",
        "DROP TABLE a; CREATE TABLE a (id int, t text)",
        "ALTER TABLE a RENAME TO old; CREATE TABLE a (id int, t text)"
      })
  void aTableThatChangesBetweenSnapshotAndLockMeansANewSnapshot(String ddl) throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute(
          "CREATE TABLE locked_first (id int);"
              + "CREATE TABLE a (id int PRIMARY KEY, t text); INSERT INTO a VALUES (1, 'x')");
      CompletableFuture<SnapshotHolder> opening;
      try (Connection blocker = database.connect();
          Statement statement = blocker.createStatement()) {
        // Keeps the holder waiting for a table's lock while its snapshot is already taken.
        statement.execute("BEGIN; LOCK TABLE locked_first IN ACCESS EXCLUSIVE MODE");
        opening = open(database, 2);
        awaitWaiting(database);
        runWithoutLocks(database, ddl);
        statement.execute("COMMIT");
      }
      try (SnapshotHolder holder = opening.get(30, TimeUnit.SECONDS);
          Connection part =
              SnapshotImport.open(
                      Holding.SESSIONS,
                      database.target(),
                      List.of(holder.held()),
                      "tidemark/run1/x#1")
                  .session()) {
        String now = database.query("SELECT count(*) FROM pg_class WHERE relname = 'a'");
        assertThat(Holding.query(part, "SELECT count(*) FROM pg_class WHERE relname = 'a'"))
            .isEqualTo(now);
        if ("1".equals(now)) {
          assertThat(Holding.query(part, "SELECT count(*) FROM public.a"))
              .isEqualTo(database.query("SELECT count(*) FROM a"));
        }
      }
    }
  }

  @Test
  void theNumberOfSnapshotsIsBounded() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute("CREATE TABLE locked_first (id int); CREATE TABLE a (id int)");
      try (Connection blocker = database.connect();
          Statement statement = blocker.createStatement()) {
        statement.execute("BEGIN; LOCK TABLE locked_first IN ACCESS EXCLUSIVE MODE");
        CompletableFuture<SnapshotHolder> opening = open(database, 1);
        awaitWaiting(database);
        runWithoutLocks(database, "TRUNCATE a");
        statement.execute("COMMIT");

        assertThatThrownBy(() -> opening.get(30, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .hasRootCauseInstanceOf(TablesChangedException.class)
            .hasMessageContaining("public.a");
      }
    }
  }

  @Test
  void aPartWhoseTableWasTruncatedAfterTheHoldersDiedReadsNothing() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute("CREATE TABLE a (id int); INSERT INTO a VALUES (1)");
      SnapshotHolder holder = Holding.hold(database);
      try (Connection stray =
          SnapshotImport.open(
                  Holding.SESSIONS, database.target(), List.of(holder.held()), "tidemark/run1/x#1")
              .session()) {
        // Stands for a holder that dies right after a part's import: the snapshot lives on.
        String id = Holding.query(stray, "SELECT pg_export_snapshot()");
        holder.close();
        Holding.await(
            () ->
                "0"
                    .equals(
                        database.query(
                            "SELECT count(*) FROM pg_locks WHERE relation = 'a'::regclass")));
        database.execute("TRUNCATE a");
        var held = holder.held();
        var orphan =
            new HeldSnapshot(1, 1, "t", id, held.snapshotText(), held.postmasterStart(), "0/0", "");

        assertThatThrownBy(
                () ->
                    PartSession.open(
                        Holding.access(database, List.of(orphan), OnDdl.FAIL),
                        List.of(Holding.oid(database, "a"))))
            .isInstanceOf(SnapshotGoneException.class)
            .hasMessageContaining("rewritten");
      }
    }
  }

  private static CompletableFuture<SnapshotHolder> open(TestDatabase database, int tries) {
    HoldRequest request = Holding.first(OnDdl.FAIL, tries);
    HoldRequest patient =
        new HoldRequest(
            request.name(), 1, 1, "t1", List.of(), OnDdl.FAIL, Duration.ofSeconds(30), tries);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return SnapshotHolder.open(Holding.SESSIONS, database.target(), patient);
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        });
  }

  /** Tables are locked in the order of their OIDs, so the later ones are not locked yet. */
  private static void awaitWaiting(TestDatabase database) throws InterruptedException {
    Holding.await(
        () ->
            "1"
                .equals(
                    database.query(
                        "SELECT count(*) FROM pg_locks WHERE NOT granted"
                            + " AND mode = 'AccessShareLock' AND database = (SELECT oid FROM"
                            + " pg_database WHERE datname = current_database())")));
  }

  private static void runWithoutLocks(TestDatabase database, String ddl) throws Exception {
    try (Connection session = database.connect()) {
      for (String statement : ddl.split("; ", -1)) {
        Holding.execute(session, statement);
      }
    }
  }
}
