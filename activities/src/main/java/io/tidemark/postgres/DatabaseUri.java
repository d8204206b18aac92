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
    return Coming.yet(text.length());
  }
}
