package io.tidemark.snapshot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What tells one snapshot from every other: ids of {@code pg_export_snapshot()} recur after a
 * restart of the server, these do not.
 *
 * @param postmasterStart when the server was started, microseconds, UTC
 * @param text {@code pg_current_snapshot()}, equal through import and re-export
 */
record SnapshotIdentity(String postmasterStart, String text) {
  private static final String READ =
      """
      SELECT pg_catalog.to_char(
          pg_catalog.pg_postmaster_start_time() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        pg_catalog.pg_current_snapshot()::text
      """;

  static SnapshotIdentity read(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet found = statement.executeQuery(READ)) {
      found.next();
      return new SnapshotIdentity(found.getString(1), found.getString(2));
    }
  }
}
