package io.tidemark.snapshot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Ends what earlier attempts left behind. An attempt whose worker was killed goes on in the server
 * until TCP notices, and would read, and lock, beside its successor.
 */
public final class EarlierAttempts {
  private static final String END =
      """
      SELECT count(*) FILTER (WHERE pg_catalog.pg_terminate_backend(pid))
      FROM pg_catalog.pg_stat_activity
      WHERE datname = pg_catalog.current_database()
        AND pg_catalog.starts_with(application_name, ?)
        AND application_name ~ '#[0-9]{1,9}$'
        AND substring(application_name FROM '#([0-9]+)$')::bigint < ?
        AND pid <> pg_catalog.pg_backend_pid()
      """;

  private EarlierAttempts() {}

  /**
   * Ends the sessions of earlier attempts at the same part.
   *
   * @param session any session of the same role
   * @return how many were ended
   */
  public static int end(Connection session, SessionName name) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(END)) {
      statement.setString(1, name.partPrefix());
      statement.setInt(2, name.attempt());
      try (ResultSet ended = statement.executeQuery()) {
        ended.next();
        return ended.getInt(1);
      }
    }
  }
}
