package io.tidemark.snapshot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes ACCESS SHARE on tables in the transaction of a holder, batch by batch. */
final class TableLocks {
  private static final int BATCH = 500;

  /** How often a batch is tried again after DDL in the way was cancelled. */
  private static final int CANCELS = 3;

  /**
   * The server itself puts the names in, as the snapshot sees them: in an SQL_ASCII database a name
   * may be bytes that no driver can send.
   */
  private static final String LOCK_HEAD =
      """
      DO $lock$ DECLARE t record; BEGIN
        FOR t IN
          SELECT n.nspname, c.relname
          FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE c.oid IN (\
      """;

  private static final String LOCK_TAIL =
      """
      ) ORDER BY c.oid
        LOOP
          EXECUTE pg_catalog.format('LOCK TABLE ONLY %I.%I IN ACCESS SHARE MODE',
            t.nspname, t.relname);
        END LOOP;
      END $lock$
      """;

  private final Connection session;
  private final DdlQueue queue;
  private final OnDdl onDdl;

  TableLocks(Connection session, DdlQueue queue, OnDdl onDdl, Duration timeout)
      throws SQLException {
    this.session = session;
    this.queue = queue;
    this.onDdl = onDdl;
    run("SET LOCAL lock_timeout = " + timeout.toMillis());
  }

  /**
   * Locks every table, children not along with parents but by themselves.
   *
   * @return false when a table is not there any more, or another one came under its name
   * @throws BlockedByDdlException when a lock was not to be had in time
   */
  boolean take(Map<Long, TableState> tables) throws SQLException, BlockedByDdlException {
    List<Map.Entry<Long, TableState>> all = new ArrayList<>(tables.entrySet());
    for (int from = 0; from < all.size(); from += BATCH) {
      if (!take(all.subList(from, Math.min(from + BATCH, all.size())))) {
        return false;
      }
    }
    return held().containsAll(tables.keySet());
  }

  private boolean take(List<Map.Entry<Long, TableState>> batch)
      throws SQLException, BlockedByDdlException {
    String lock =
        batch.stream()
            .map(table -> table.getKey().toString())
            .collect(Collectors.joining(", ", LOCK_HEAD, LOCK_TAIL));
    for (int cancels = 0; ; cancels++) {
      run("SAVEPOINT before_lock");
      try {
        run(lock);
        run("RELEASE before_lock");
        return true;
      } catch (SQLException e) {
        run("ROLLBACK TO before_lock");
        switch (String.valueOf(e.getSQLState())) {
          case SqlStates.UNDEFINED_TABLE, SqlStates.INVALID_SCHEMA, SqlStates.WRONG_OBJECT_TYPE -> {
            return false;
          }
          case SqlStates.LOCK_NOT_AVAILABLE ->
              clearOrFail(batch.stream().map(Map.Entry::getKey).toList(), cancels);
          default -> throw e;
        }
      }
    }
  }

  private void clearOrFail(List<Long> tables, int cancels)
      throws SQLException, BlockedByDdlException {
    List<BlockingSession> ahead = queue.on(tables);
    boolean cleared = onDdl == OnDdl.CANCEL && cancels < CANCELS && queue.cancelWaiters(ahead);
    if (!cleared) {
      throw new BlockedByDdlException("the snapshot's holder", ahead);
    }
  }

  /** OIDs of the relations that this very session has locked. */
  private Set<Long> held() throws SQLException {
    Set<Long> oids = new HashSet<>();
    try (Statement statement = session.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT relation FROM pg_catalog.pg_locks WHERE locktype = 'relation' AND granted"
                    + " AND mode = 'AccessShareLock' AND pid = pg_catalog.pg_backend_pid()")) {
      while (found.next()) {
        oids.add(found.getLong(1));
      }
    }
    return oids;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
