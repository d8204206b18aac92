package io.tidemark.promote;

import io.tidemark.load.Connector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the sessions of some databases, again and again, from a session of its own, while another
 * one waits for its lock on them. New sessions wait behind that lock, so the number only falls.
 */
final class SessionEnder implements AutoCloseable {
  private static final long PAUSE_MILLIS = 10;

  private final Connection session;
  private final List<Long> databases;
  private final Thread thread;
  private volatile boolean stopped;

  SessionEnder(Connector maintenance, List<Long> databases) throws SQLException {
    this.session = maintenance.open();
    this.databases = List.copyOf(databases);
    this.thread = new Thread(this::run, "tidemark-session-ender");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Ends every session of these databases that it may end; one pass. */
  static int end(Connection session, List<Long> databases) throws SQLException {
    List<Integer> pids = new ArrayList<>();
    try (PreparedStatement query =
        session.prepareStatement(
            "SELECT pid FROM pg_catalog.pg_stat_activity WHERE datid = ANY (?)"
                + " AND pid <> pg_catalog.pg_backend_pid()"
                + " AND COALESCE(backend_type, '')"
                + " NOT IN ('autovacuum worker', 'parallel worker')")) {
      query.setArray(1, session.createArrayOf("int8", databases.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          pids.add(rows.getInt(1));
        }
      }
    }
    for (int pid : pids) {
      terminate(session, pid);
    }
    return pids.size();
  }

  @Override
  public void close() throws SQLException {
    stopped = true;
    thread.interrupt();
    session.close();
  }

  private void run() {
    try {
      while (!stopped) {
        end(session, databases);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException | SQLException e) {
      // The rename is through; or it fails, and then says itself who is in the way.
    }
  }

  /** One at a time: a session that we may not end must not save the others. */
  private static void terminate(Connection session, int pid) throws SQLException {
    try (PreparedStatement terminate =
        session.prepareStatement("SELECT pg_catalog.pg_terminate_backend(?)")) {
      terminate.setInt(1, pid);
      terminate.execute();
    } catch (SQLException e) {
      if (!"42501".equals(e.getSQLState())) {
        throw e;
      }
    }
  }
}
