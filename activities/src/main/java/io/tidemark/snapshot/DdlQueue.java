package io.tidemark.snapshot;

import io.tidemark.plan.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is in front of us, and who is behind us, in the queues of the server's lock table. Our locks
 * are ACCESS SHARE, so only ACCESS EXCLUSIVE conflicts with them. A statement that waits behind an
 * idle holder while our other sessions wait behind it is a deadlock that the server never detects.
 */
public final class DdlQueue {
  private static final String SESSIONS =
      """
      SELECT a.pid, coalesce(a.application_name, '') AS application, a.usename,
        n.nspname, c.relname, l.granted,
        EXISTS (
          SELECT FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids(a.pid)) b(pid)
          JOIN pg_catalog.pg_stat_activity o ON o.pid = b.pid
          WHERE pg_catalog.starts_with(o.application_name, ?)) AS waits_for_us,
        extract(epoch FROM pg_catalog.clock_timestamp() - a.query_start)::bigint AS seconds,
        a.query
      FROM pg_catalog.pg_locks l
      JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
      JOIN pg_catalog.pg_class c ON c.oid = l.relation
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock'
        AND l.database = (SELECT oid FROM pg_catalog.pg_database
                          WHERE datname = pg_catalog.current_database())
        AND (?::bigint[] IS NULL OR l.relation::bigint = ANY (?::bigint[]))
      ORDER BY l.granted DESC, a.pid
      """;

  private final Connection observer;
  private final String runPrefix;

  /**
   * @param observer a session in autocommit mode that waits for nobody
   * @param runPrefix of {@link SessionName#runPrefix()}: which sessions are ours
   */
  public DdlQueue(Connection observer, String runPrefix) {
    this.observer = observer;
    this.runPrefix = runPrefix;
  }

  /** Sessions that hold, or wait for, an exclusive lock on one of these tables. */
  public List<BlockingSession> on(Collection<Long> tables) throws SQLException {
    Array oids = observer.createArrayOf("bigint", tables.toArray());
    return read(oids);
  }

  /** Sessions that hold, or wait for, an exclusive lock on any table of the database. */
  public List<BlockingSession> onAnyTable() throws SQLException {
    return read(null);
  }

  /** Sessions of any table that wait for nobody but this backup. */
  public List<BlockingSession> behindUs() throws SQLException {
    return read(null).stream().filter(s -> !s.granted() && s.waitsForUs()).toList();
  }

  /**
   * Cancels the statements of those that only wait for us.
   *
   * @return whether any was cancelled; false also when the role has no right to
   */
  public boolean cancelWaiters(List<BlockingSession> sessions) throws SQLException {
    boolean any = false;
    for (BlockingSession session : sessions) {
      if (session.granted() || !session.waitsForUs()) {
        continue;
      }
      try (PreparedStatement cancel =
          observer.prepareStatement("SELECT pg_catalog.pg_cancel_backend(?)")) {
        cancel.setInt(1, session.pid());
        try (ResultSet done = cancel.executeQuery()) {
          done.next();
          any |= done.getBoolean(1);
        }
      } catch (SQLException denied) {
        if (!SqlStates.INSUFFICIENT_PRIVILEGE.equals(denied.getSQLState())) {
          throw denied;
        }
      }
    }
    return any;
  }

  private List<BlockingSession> read(@Nullable Array tables) throws SQLException {
    try (PreparedStatement statement = observer.prepareStatement(SESSIONS)) {
      statement.setString(1, runPrefix);
      statement.setArray(2, tables);
      statement.setArray(3, tables);
      List<BlockingSession> sessions = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          sessions.add(session(found));
        }
      }
      return sessions;
    }
  }

  private static BlockingSession session(ResultSet found) throws SQLException {
    String query = found.getString("query");
    String user = found.getString("usename");
    return new BlockingSession(
        found.getInt("pid"),
        found.getString("application"),
        user == null ? "the server itself" : user,
        new TableName(found.getString("nspname"), found.getString("relname")).label(),
        found.getBoolean("granted"),
        found.getBoolean("waits_for_us"),
        found.getLong("seconds"),
        query == null ? "" : Redaction.of(query));
  }
}
