package io.tidemark.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings under which rows survive the trip through text, whatever the database or the role
 * has set: those of pg_dump (setup_connection) and pg_restore (_doSetFixedOutputState), and a few
 * that they forget.
 *
 * <p>The client's encoding stays UTF8, in which the driver can say every name. What an SQL_ASCII
 * database holds are bytes, though, which its server converts for nobody: such a session speaks
 * LATIN1, where every byte is one character, so that names and definitions come back as they were.
 * The driver takes SQL_ASCII for US-ASCII and would write question marks. So that rows are moved as
 * the database holds them, COPY is given its ENCODING option with the server's encoding, SQL_ASCII
 * included.
 */
public final class SessionSettings {
  /** For both directions. */
  private static final List<String> COMMON =
      List.of(
          "SET datestyle = 'ISO, MDY'",
          "SET intervalstyle = 'postgres'",
          "SET extra_float_digits = 3",
          "SET bytea_output = 'hex'",
          "SET xmloption = content",
          "SET standard_conforming_strings = on",
          "SET row_security = off",
          "SET synchronize_seqscans = off",
          "SET client_min_messages = warning",
          // Money is written in one country's way and read in another's, when databases differ.
          "SET lc_monetary = 'C'",
          // Off, an array with a NULL in it comes back with the text 'NULL'.
          "SET array_nulls = on");

  private static final List<String> LOAD =
      List.of("SET default_transaction_read_only = off", "SET check_function_bodies = off");

  /** Every timeout that this server knows, and the empty search path. */
  private static final String UNVERSIONED =
      """
      SELECT pg_catalog.set_config(name, '0', false)
        FROM pg_catalog.pg_settings
       WHERE name IN ('statement_timeout', 'lock_timeout', 'transaction_timeout',
                      'idle_in_transaction_session_timeout', 'idle_session_timeout')
      UNION ALL
      SELECT pg_catalog.set_config('search_path', '', false)\
      """;

  /**
   * Views and foreign tables in place of a table run code when it is read: CVE-2024-7348. Servers
   * without the cure do not know the setting.
   */
  private static final String NO_CODE_IN_PLACE_OF_TABLES =
      """
      SELECT pg_catalog.set_config(name, 'view, foreign-table', false)
        FROM pg_catalog.pg_settings
       WHERE name = 'restrict_nonsystem_relation_kind'\
      """;

  private SessionSettings() {}

  /** As pg_dump sets its session before it reads rows. Outside a transaction. */
  public static void forDump(Connection session) throws SQLException {
    List<String> statements = new ArrayList<>(COMMON);
    statements.add(clientEncodingOf(session));
    statements.add(NO_CODE_IN_PLACE_OF_TABLES);
    run(session, statements);
  }

  /** As pg_restore sets its session before it writes rows. Outside a transaction. */
  public static void forLoad(Connection session) throws SQLException {
    List<String> statements = new ArrayList<>(COMMON);
    statements.add(clientEncodingOf(session));
    statements.addAll(LOAD);
    run(session, statements);
  }

  /**
   * For sessions that look and do not touch: pg_dump's settings, and read only. Open them with
   * {@link Sessions#openWithoutEventTriggers}.
   */
  public static void forCheck(Connection session) throws SQLException {
    List<String> statements = new ArrayList<>(COMMON);
    statements.add(clientEncodingOf(session));
    statements.add("SET default_transaction_read_only = on");
    run(session, statements);
  }

  /**
   * The client encoding in which names and definitions are moved.
   *
   * @param serverEncoding as {@code SHOW server_encoding} says it
   */
  public static String clientEncoding(String serverEncoding) {
    return serverEncoding.equals("SQL_ASCII") ? "LATIN1" : "UTF8";
  }

  private static String clientEncodingOf(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_encoding")) {
      row.next();
      return "SET client_encoding = " + Sql.literal(clientEncoding(row.getString(1)));
    }
  }

  private static void run(Connection session, List<String> statements) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(String.join(";\n", statements) + ";\n" + UNVERSIONED);
    }
  }
}
