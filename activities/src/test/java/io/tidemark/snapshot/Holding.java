package io.tidemark.snapshot;

import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.postgres.Sessions;
import io.tidemark.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What tests of holders share: a run's names, short lock timeouts, and a wait with a deadline. */
final class Holding {
  static final Sessions SESSIONS = new Sessions();
  static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

  private Holding() {}

  static HoldRequest first(OnDdl onDdl, int tries) {
    return new HoldRequest(
        new SessionName("run1", "holder-1", 1), 1, 1, "t1", List.of(), onDdl, LOCK_TIMEOUT, tries);
  }

  static HoldRequest second(HeldSnapshot alive) {
    return new HoldRequest(
        new SessionName("run1", "holder-2", 1),
        1,
        2,
        "t2",
        List.of(alive),
        OnDdl.FAIL,
        LOCK_TIMEOUT,
        1);
  }

  static SnapshotHolder hold(TestDatabase database) throws Exception {
    return SnapshotHolder.open(SESSIONS, database.target(), first(OnDdl.FAIL, 1));
  }

  static PartSession.Access access(
      TestDatabase database, List<HeldSnapshot> snapshots, OnDdl onDdl) {
    return new PartSession.Access(
        SESSIONS,
        database.target(),
        new SessionName("run1", "rows-1", 1),
        snapshots,
        onDdl,
        LOCK_TIMEOUT);
  }

  static String query(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return String.valueOf(found.getString(1));
    }
  }

  static void execute(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  static long oid(TestDatabase database, String table) {
    return Long.parseLong(
        String.valueOf(database.query("SELECT '" + table + "'::regclass::oid::bigint")));
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited 30 seconds in vain");
      }
      Thread.sleep(20);
    }
  }

  /** Waits until somebody waits for an exclusive lock on a table of this database. */
  static void awaitQueued(TestDatabase database) throws InterruptedException {
    await(
        () ->
            !"0"
                .equals(
                    database.query(
                        "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'"
                            + " AND mode = 'AccessExclusiveLock' AND database = (SELECT oid FROM"
                            + " pg_database WHERE datname = current_database())")));
  }
}
