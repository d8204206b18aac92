package io.tidemark.postgres;

/**
 * Reads connection strings as libpq, JDBC and Prisma users write them.
 *
 * <p>Understood are {@code postgresql://} and {@code postgres://} URIs, {@code key=value} strings,
 * {@code jdbc:postgresql:} URLs, and Prisma's additions to URIs. No message ever repeats a password
 * or the string as a whole.
 */
public final class DatabaseUri {
  private DatabaseUri() {}

  /**
   * Understands a connection string.
   *
   * @throws IllegalArgumentException when it cannot be understood; the message says what to mend
   */
  public static ConnectionTarget parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException("the connection string is empty");
    }
    ConnectionForm form = new ConnectionForm();
    if (trimmed.startsWith("jdbc:postgresql:")) {
      UriText.read(withoutJdbc(trimmed), form);
      return ParameterDialect.jdbc(form).target();
    }
    if (trimmed.matches("(?s)postgres(ql)?(\\+[a-z0-9]+)?://.*")) {
      UriText.read(trimmed.substring(trimmed.indexOf("://") + 3), form);
      return ParameterDialect.libpqOrPrisma(form).target();
    }
    if (trimmed.startsWith("prisma")) {
      throw new IllegalArgumentException(
          "this is the address of Prisma's proxy, not of a PostgreSQL server; set DIRECT_URL to"
              + " the server's own address");
    }
    if (!trimmed.contains("://") && trimmed.indexOf('=') > 0) {
      KeywordText.read(trimmed, form);
      return ParameterDialect.libpqOrPrisma(form).target();
    }
    throw new IllegalArgumentException(
        "this is no connection string of PostgreSQL: write"
            + " postgresql://user:password@host:5432/database");
  }

  /** {@code jdbc:postgresql:} goes on with //host/database, /database or database. */
  private static String withoutJdbc(String text) {
    String rest = text.substring("jdbc:postgresql:".length());
    if (rest.startsWith("//")) {
      return rest.substring(2);
    }
    return rest.startsWith("/") ? rest : "/" + rest;
  }
}
