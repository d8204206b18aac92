package io.tidemark.dump;

import io.tidemark.plan.PlannedTable;
import io.tidemark.plan.TableName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The text around the rows of a rows part, so that the part is a script for psql:
 *
 * <pre>
 * SET client_encoding = 'UTF8';          -- settings, one statement a line, then an empty line
 *
 * COPY "s"."t" ("a", "b") FROM stdin;    -- always one line, whatever the names hold
 * 1	x                                 -- COPY text format, any number of lines
 * \.
 * </pre>
 *
 * Control characters in names are written as {@code U&"…"}, so that a name can neither break a line
 * nor begin a command of psql.
 */
public final class SqlScript {
  /** Ends the rows of one table. */
  public static final String END_OF_ROWS = "\\.\n";

  private static final String UTF8 = "UTF8";

  private SqlScript() {}

  /**
   * The settings that pg_dump would put at the head.
   *
   * @param clientEncoding encoding of the bytes that follow
   */
  public static String head(String clientEncoding) {
    return String.join(
        "\n",
        "SET statement_timeout = 0;",
        "SET lock_timeout = 0;",
        "SET idle_in_transaction_session_timeout = 0;",
        // Only PostgreSQL 17 and later have it, and the script may be loaded by any version.
        "SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings"
            + " WHERE name = 'transaction_timeout';",
        "SET client_encoding = '" + clientEncoding + "';",
        "SET standard_conforming_strings = on;",
        "SELECT pg_catalog.set_config('search_path', '', false);",
        "SET check_function_bodies = false;",
        "SET xmloption = content;",
        "SET datestyle = 'ISO, MDY';",
        "SET intervalstyle = 'postgres';",
        "SET lc_monetary = 'C';",
        "SET array_nulls = on;",
        "SET default_transaction_read_only = off;",
        "SET client_min_messages = warning;",
        "SET row_security = off;",
        "",
        "");
  }

  /** The line that begins a table's rows in a database in UTF8. */
  public static String copyIn(PlannedTable table) {
    return copyIn(table, UTF8);
  }

  /**
   * The line that begins a table's rows.
   *
   * @param encoding of the rows; named in the line unless it is UTF8, so that they are taken for
   *     what they are whatever encoding the session speaks
   */
  public static String copyIn(PlannedTable table, String encoding) {
    return "COPY "
        + quoted(table.loadInto())
        + columnList(table.columns())
        + " FROM stdin"
        + encodingOption(encoding)
        + ";\n";
  }

  /** COPY's option that moves rows in the database's own encoding, without conversion. */
  static String encodingOption(String encoding) {
    return encoding.equals(UTF8) ? "" : " WITH (ENCODING '" + encoding + "')";
  }

  /** A table's name on one line. */
  static String quoted(TableName name) {
    return identifier(name.schema()) + "." + identifier(name.name());
  }

  /** Quoted names, comma-separated; the empty string for no column. */
  static String columns(List<String> names) {
    return names.stream().map(SqlScript::identifier).collect(Collectors.joining(", "));
  }

  /** {@code " (a, b)"}; nothing for a table without columns, where {@code ()} is no syntax. */
  static String columnList(List<String> names) {
    return names.isEmpty() ? "" : " (" + columns(names) + ")";
  }

  private static String identifier(String name) {
    String doubled = name.replace("\"", "\"\"");
    if (name.chars().noneMatch(c -> c < ' ' || c == 0x7f)) {
      return '"' + doubled + '"';
    }
    StringBuilder escaped = new StringBuilder("U&\"");
    for (int i = 0; i < doubled.length(); i++) {
      char c = doubled.charAt(i);
      if (c == '\\') {
        escaped.append("\\\\");
      } else if (c < ' ' || c == 0x7f) {
        escaped.append(String.format(Locale.ROOT, "\\%04X", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.append('"').toString();
  }
}
