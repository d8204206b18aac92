package io.tidemark.promote;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.Finding.Severity;
import io.tidemark.load.Connector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends the sessions that a standby has with a database which was renamed on its primary. They would
 * go on reading the old database: a rename that is replayed does not end them.
 */
public final class StandbySessions {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 50;

  private final Connector primary;
  private final Connector standby;

  /**
   * @param primary sessions to the server where the database was renamed
   * @param standby sessions to the standby, in a database that was not renamed
   */
  public StandbySessions(Connector primary, Connector standby) {
    this.primary = requireNonNull(primary, "primary is null");
    this.standby = requireNonNull(standby, "standby is null");
  }

  /**
   * Waits until the standby knows of the rename, so that nobody comes back to the old database
   * under the name, and ends every session with it. The rename is done: what goes wrong here is a
   * finding.
   *
   * @param oid the database that lost its name
   * @param name the name that it lost
   */
  public List<Finding> end(long oid, String name) throws InterruptedException {
    try (Connection session = standby.open()) {
      if (!reaches(session, position())) {
        return List.of(
            left(name, "the standby lags more than " + PATIENCE.toSeconds() + " s behind"));
      }
      SessionEnder.end(session, List.of(oid));
      return List.of();
    } catch (SQLException e) {
      return List.of(left(name, "the standby cannot be asked (" + e.getSQLState() + ")"));
    }
  }

  private String position() throws SQLException {
    try (Connection session = primary.open();
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_current_wal_lsn()")) {
      row.next();
      return row.getString(1);
    }
  }

  private static boolean reaches(Connection session, String position)
      throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (PreparedStatement query =
        session.prepareStatement(
            "SELECT NOT pg_catalog.pg_is_in_recovery()"
                + " OR pg_catalog.pg_last_wal_replay_lsn() >= ?::pg_catalog.pg_lsn")) {
      query.setString(1, position);
      while (true) {
        try (ResultSet row = query.executeQuery()) {
          row.next();
          if (row.getBoolean(1)) {
            return true;
          }
        }
        if (System.nanoTime() > deadline) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static Finding left(String name, String why) {
    return new Finding(
        Severity.WARNING,
        "sessions",
        name,
        "ended on the standby",
        "perhaps still there",
        why
            + "; sessions there may go on reading the old database: end them with"
            + " pg_terminate_backend");
  }
}
