package io.tidemark.snapshot;

import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.SessionSettings;
import io.tidemark.postgres.Sessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session that keeps a snapshot exported and every table locked, from {@link #open} to {@link
 * #close}. Not for concurrent use, except that {@link #close} may come from another thread.
 */
public final class SnapshotHolder implements AutoCloseable {
  private static final String POSITION =
      """
      SELECT (CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn()
              ELSE pg_catalog.pg_current_wal_lsn() END)::text,
        pg_catalog.to_char(pg_catalog.clock_timestamp() AT TIME ZONE 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      """;

  private final Connection session;
  private final Connection observer;
  private final DdlQueue queue;
  private final HoldRequest request;
  private final HeldSnapshot held;

  private SnapshotHolder(
      Connection session, Connection observer, HoldRequest request, HeldSnapshot held) {
    this.session = session;
    this.observer = observer;
    this.queue = new DdlQueue(observer, request.name().runPrefix());
    this.request = request;
    this.held = held;
  }

  /**
   * Takes, or imports, a snapshot; exports it; locks every table that it sees; and compares each
   * table with what it is now. A difference means a new snapshot, unless this one was imported.
   *
   * @throws BlockedByDdlException when a lock was not to be had in time
   * @throws TablesChangedException when tables changed at every try
   * @throws SnapshotGoneException when there was nothing left to import
   */
  public static SnapshotHolder open(Sessions sessions, ConnectionTarget target, HoldRequest request)
      throws SQLException, BlockedByDdlException, TablesChangedException, SnapshotGoneException {
    Connection observer = sessions.open(target, request.name().text());
    try {
      SessionSettings.forDump(observer);
      int tries = request.alive().isEmpty() ? request.tries() : 1;
      String changed = "";
      for (int i = 0; i < tries; i++) {
        Attempt attempt = new Attempt(sessions, target, request, observer);
        Optional<HeldSnapshot> held = attempt.run();
        if (held.isPresent()) {
          return new SnapshotHolder(attempt.session, observer, request, held.get());
        }
        changed = attempt.changed;
      }
      throw new TablesChangedException(
          "tables changed between snapshot and lock, "
              + tries
              + (tries == 1 ? " time" : " times in a row")
              + ", last "
              + changed
              + "; run the backup when no table is truncated, rewritten or altered");
    } catch (SQLException
        | RuntimeException
        | BlockedByDdlException
        | TablesChangedException
        | SnapshotGoneException e) {
      Closing.quietly(observer);
      throw e;
    }
  }

  /** What others need in order to import it. */
  public HeldSnapshot held() {
    return held;
  }

  /**
   * To be called every few seconds: proves that both sessions live and, when the policy says so,
   * cancels DDL that has waited behind this backup for longer than a lock may take.
   *
   * @return DDL that waits behind this backup now
   * @throws SQLException when the snapshot is lost
   */
  public List<BlockingSession> tend() throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("SELECT 1");
    }
    List<BlockingSession> behind = queue.behindUs();
    if (request.onDdl() == OnDdl.CANCEL) {
      long patience = request.lockTimeout().toSeconds();
      queue.cancelWaiters(behind.stream().filter(s -> s.seconds() >= patience).toList());
    }
    return behind;
  }

  /** Lets the snapshot and the locks go. */
  @Override
  public void close() {
    Closing.quietly(session);
    Closing.quietly(observer);
  }

  /** One try: a session of its own, closed unless it holds. */
  private static final class Attempt {
    private final HoldRequest request;
    private final Connection observer;
    private final Connection session;
    private final Optional<HeldSnapshot> from;
    private String changed = "";

    Attempt(Sessions sessions, ConnectionTarget target, HoldRequest request, Connection observer)
        throws SQLException, SnapshotGoneException {
      this.request = request;
      this.observer = observer;
      if (request.alive().isEmpty()) {
        this.session = sessions.open(target, request.name().text());
        this.from = Optional.empty();
      } else {
        SnapshotImport.Imported imported =
            SnapshotImport.open(sessions, target, request.alive(), request.name().text());
        this.session = imported.session();
        this.from = Optional.of(imported.from());
      }
    }

    /** Empty when tables have changed meanwhile; the session is closed then. */
    Optional<HeldSnapshot> run() throws SQLException, BlockedByDdlException {
      boolean holds = false;
      try {
        if (from.isEmpty()) {
          SessionSettings.forDump(session);
          execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }
        HeldSnapshot snapshot = export();
        Map<Long, TableState> seen = TableState.read(session);
        DdlQueue queue = new DdlQueue(observer, request.name().runPrefix());
        TableLocks locks = new TableLocks(session, queue, request.onDdl(), request.lockTimeout());
        boolean locked = locks.take(seen);
        changed = firstChange(seen, TableState.read(observer));
        holds = locked && changed.isEmpty();
        if (!locked && changed.isEmpty()) {
          changed = "a table that was gone for a moment";
        }
        return holds ? Optional.of(snapshot) : Optional.empty();
      } finally {
        if (!holds) {
          Closing.quietly(session);
        }
      }
    }

    private HeldSnapshot export() throws SQLException {
      SnapshotIdentity identity = SnapshotIdentity.read(session);
      String id;
      try (Statement statement = session.createStatement();
          ResultSet exported = statement.executeQuery("SELECT pg_catalog.pg_export_snapshot()")) {
        exported.next();
        id = exported.getString(1);
      }
      String lsn;
      String takenAt;
      try (Statement statement = session.createStatement();
          ResultSet position = statement.executeQuery(POSITION)) {
        position.next();
        lsn = String.valueOf(position.getString(1));
        takenAt = position.getString(2);
      }
      return new HeldSnapshot(
          request.generation(),
          request.holder(),
          request.token(),
          id,
          identity.text(),
          identity.postmasterStart(),
          from.map(HeldSnapshot::lsn).orElse(lsn),
          from.map(HeldSnapshot::takenAt).orElse(takenAt));
    }

    /** The first table that is not as the snapshot sees it, or the empty string. */
    private static String firstChange(Map<Long, TableState> seen, Map<Long, TableState> now) {
      for (Map.Entry<Long, TableState> entry : seen.entrySet()) {
        TableState state = now.get(entry.getKey());
        if (!entry.getValue().equals(state)) {
          return entry.getValue().name().label() + (state == null ? " was dropped" : " changed");
        }
      }
      return "";
    }

    private void execute(String sql) throws SQLException {
      try (Statement statement = session.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
