package io.tidemark.postgres;

/** Quotes names and values for statements that cannot carry parameters. */
public final class Sql {
  private Sql() {}

  /** A name in double quotes, always. */
  public static String identifier(String name) {
    return '"' + noNul(name).replace("\"", "\"\"") + '"';
  }

  /** A schema and a name in it, both quoted. */
  public static String qualified(String schema, String name) {
    return identifier(schema) + "." + identifier(name);
  }

  /** A text constant; an E'' one when it has a backslash, so that no setting can change it. */
  public static String literal(String value) {
    String quoted = noNul(value).replace("'", "''");
    return quoted.indexOf('\\') < 0
        ? "'" + quoted + "'"
        : "E'" + quoted.replace("\\", "\\\\") + "'";
  }

  private static String noNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("PostgreSQL has no NUL in names and texts");
    }
    return text;
  }
}
