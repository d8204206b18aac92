package io.tidemark.load;

import io.tidemark.postgres.PostgresException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Collection;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PreferQueryMode;

/** Runs one entry in one transaction with its marker. Not safe for concurrent use. */
final class EntryRunner {
  private static final int ATTEMPTS = 5;
  private static final String DEADLOCK = "40P01";

  private final Connection session;
  private final Bookkeeping bookkeeping;
  private final Collection<String> notices;

  EntryRunner(Connection session, Bookkeeping bookkeeping, Collection<String> notices)
      throws SQLException {
    // The driver would cut an entry at its semicolons, and cuts some function bodies wrongly.
    session
        .unwrap(BaseConnection.class)
        .getQueryExecutor()
        .setPreferQueryMode(PreferQueryMode.SIMPLE);
    this.session = session;
    this.bookkeeping = bookkeeping;
    this.notices = notices;
  }

  /** The marker of an entry. */
  static String marker(PostDataEntry entry) {
    return "entry:" + entry.id();
  }

  /** Runs the entry unless it is done. */
  void run(PostDataEntry entry) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        runOnce(entry);
        return;
      } catch (SQLException e) {
        // Autovacuum, or a session of somebody else, may lock in another order than we do.
        if (!DEADLOCK.equals(e.getSQLState()) || attempt == ATTEMPTS) {
          throw PostgresException.of("building " + entry.describe(), e);
        }
      }
    }
  }

  private void runOnce(PostDataEntry entry) throws SQLException {
    session.setAutoCommit(false);
    try {
      if (bookkeeping.claim(session, marker(entry), 0)) {
        execute(entry);
      }
      session.commit();
    } catch (SQLException e) {
      rollback(e);
      throw e;
    } finally {
      restoreAutoCommit();
    }
  }

  /** Runs the entry's statements within the transaction that is open. */
  void execute(PostDataEntry entry) throws SQLException {
    for (String setting : entry.settings()) {
      execute(setting, entry);
    }
    if (!entry.sql().isEmpty()) {
      execute(entry.sql(), entry);
    }
  }

  private void execute(String sql, PostDataEntry entry) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        notices.add(entry.describe() + ": " + w.getMessage());
      }
    }
  }

  private void rollback(SQLException reason) {
    try {
      session.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private void restoreAutoCommit() throws SQLException {
    if (!session.isClosed()) {
      session.setAutoCommit(true);
    }
  }
}
