package io.tidemark.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The settings under which rows survive the trip through text, whatever the database or the role
 * has set: those of pg_dump and pg_restore, and a few that they forget.
 */
public final class SessionSettings {
  private SessionSettings() {}

  /** As pg_dump sets its session before it reads rows. */
  public static void forDump(Connection session) throws SQLException {
    Coming.yet(session);
  }

  /** As pg_restore sets its session before it writes rows. */
  public static void forLoad(Connection session) throws SQLException {
    Coming.yet(session);
  }

  /** For sessions that look and do not touch; event triggers of the database stay silent (17+). */
  public static void forCheck(Connection session) throws SQLException {
    Coming.yet(session);
  }

  /**
   * The client encoding to move rows in: the database's own, so that nothing is converted; for
   * SQL_ASCII the transparent LATIN1, in which every byte is one character, for names as well.
   *
   * @param serverEncoding as {@code SHOW server_encoding} says it
   */
  public static String clientEncoding(String serverEncoding) {
    return serverEncoding.equals("SQL_ASCII") ? "LATIN1" : serverEncoding;
  }
}
