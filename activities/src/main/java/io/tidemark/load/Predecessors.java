package io.tidemark.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Ends what an earlier attempt left running in the same database: a worker that lost its network
 * does not know that it was given up, and holds its locks.
 */
final class Predecessors {
  private static final String END =
      "SELECT pg_catalog.count(pg_catalog.pg_terminate_backend(pid))"
          + " FROM pg_catalog.pg_stat_activity"
          + " WHERE datname = pg_catalog.current_database()"
          + " AND usename = CURRENT_USER"
          + " AND application_name = pg_catalog.current_setting('application_name')"
          + " AND application_name <> ''"
          + " AND pid <> pg_catalog.pg_backend_pid()";

  private Predecessors() {}

  /**
   * Ends all other sessions in this session's database that have its application name and role.
   *
   * @return how many
   */
  static long end(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(END)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
