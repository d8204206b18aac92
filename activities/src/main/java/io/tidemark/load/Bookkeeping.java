package io.tidemark.load;

import io.tidemark.postgres.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * What is done already, kept in the side database itself: a marker is committed together with the
 * work it stands for. The schema's name comes from the restore's id, so that it collides with
 * nothing that a backup may hold, not even with the leftover of another restore.
 */
final class Bookkeeping {
  /** What the schema's name begins with. */
  static final String PREFIX = "tidemark_load_";

  private final String schema;
  private final String table;

  Bookkeeping(String restoreId) {
    schema = Sql.identifier(PREFIX + digest(restoreId));
    table = schema + ".marker";
  }

  void create(Connection side) throws SQLException {
    execute(side, "CREATE SCHEMA " + schema);
    execute(
        side,
        "CREATE TABLE "
            + table
            + " (name text PRIMARY KEY, rows bigint NOT NULL,"
            + " at timestamptz NOT NULL DEFAULT pg_catalog.now())");
  }

  boolean exists(Connection side) throws SQLException {
    try (PreparedStatement query =
        side.prepareStatement("SELECT pg_catalog.to_regclass(?) IS NOT NULL")) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  void drop(Connection side) throws SQLException {
    execute(side, "DROP SCHEMA " + schema + " CASCADE");
  }

  /**
   * Claims a piece of work within the open transaction. While another transaction holds an
   * uncommitted claim of the same name, this waits for its end.
   *
   * @return whether the work is ours; false when it is done
   */
  boolean claim(Connection side, String name, long rows) throws SQLException {
    try (PreparedStatement insert =
        side.prepareStatement(
            "INSERT INTO " + table + " (name, rows) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, name);
      insert.setLong(2, rows);
      return insert.executeUpdate() == 1;
    }
  }

  /** All committed markers. */
  Set<String> done(Connection side) throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement query = side.createStatement();
        ResultSet rows = query.executeQuery("SELECT name FROM " + table)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static void execute(Connection side, String sql) throws SQLException {
    try (Statement statement = side.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
