package io.tidemark.postgres;

import java.io.Serial;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * A failure of a server or a session, classified where it is caught, with a message free of rows
 * and secrets.
 *
 * <p>It is an SQLException so that code full of JDBC needs one kind of failure in its signatures.
 */
public final class PostgresException extends SQLException {
  @Serial private static final long serialVersionUID = 1L;

  /** What a caller can do about it. */
  public enum Kind {
    /** The server cannot be reached, shuts down, starts up or has no free connection: try later. */
    UNAVAILABLE,
    /** Wrong password, no such role, no right. */
    ACCESS_DENIED,
    /** The database or an object is not there. */
    NOT_FOUND,
    /** The database or an object is there already. */
    ALREADY_EXISTS,
    /** A lock was not to be had in time, or the object is in use. */
    BUSY,
    /** Somebody cancelled the statement, or a timeout did. */
    CANCELLED,
    /** A deadlock, a serialization failure, a conflict with recovery on a standby: try again. */
    CONFLICT,
    /** Disk, memory or the lock table is full. */
    OUT_OF_SPACE,
    /** A pooler that shares sessions stands in between. */
    POOLED,
    /** The server found its own files damaged. */
    CORRUPT,
    /** What was asked for makes no sense there: bad configuration, statement or value. */
    INVALID
  }

  private static final Map<String, Kind> BY_CLASS =
      Map.of(
          "08", Kind.UNAVAILABLE,
          "28", Kind.ACCESS_DENIED,
          "40", Kind.CONFLICT,
          "53", Kind.OUT_OF_SPACE,
          "57", Kind.UNAVAILABLE,
          "58", Kind.UNAVAILABLE);

  private static final Map<String, Kind> BY_STATE =
      Map.ofEntries(
          Map.entry("25P03", Kind.UNAVAILABLE), // idle in transaction for too long: session ended
          Map.entry("25P04", Kind.UNAVAILABLE), // transaction timeout: session ended
          Map.entry("3D000", Kind.NOT_FOUND),
          Map.entry("3F000", Kind.NOT_FOUND),
          Map.entry("42501", Kind.ACCESS_DENIED),
          Map.entry("42704", Kind.NOT_FOUND),
          Map.entry("42710", Kind.ALREADY_EXISTS),
          Map.entry("42P01", Kind.NOT_FOUND),
          Map.entry("42P04", Kind.ALREADY_EXISTS),
          Map.entry("42P06", Kind.ALREADY_EXISTS),
          Map.entry("42P07", Kind.ALREADY_EXISTS),
          Map.entry("53300", Kind.UNAVAILABLE), // too many connections
          Map.entry("55006", Kind.BUSY),
          Map.entry("55P03", Kind.BUSY),
          Map.entry("57014", Kind.CANCELLED),
          Map.entry("57P04", Kind.NOT_FOUND), // the database was dropped
          Map.entry("XX001", Kind.CORRUPT),
          Map.entry("XX002", Kind.CORRUPT));

  private final Kind kind;

  PostgresException(Kind kind, String message, @Nullable String sqlState) {
    super(message, sqlState);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the same attempt may succeed later without anybody changing anything. */
  public boolean retryable() {
    return switch (kind) {
      case UNAVAILABLE, BUSY, CONFLICT, CANCELLED, OUT_OF_SPACE -> true;
      case ACCESS_DENIED, NOT_FOUND, ALREADY_EXISTS, POOLED, CORRUPT, INVALID -> false;
    };
  }

  /**
   * Classifies a driver's exception; one that is classified already is returned as it is.
   *
   * <p>The driver's exception is not kept as the cause: causes travel into histories and logs, and
   * its message may quote rows.
   *
   * @param doing what was being done, for the message: "connecting to app@db:5432/orders"
   */
  public static PostgresException of(String doing, SQLException failure) {
    if (failure instanceof PostgresException classified) {
      return classified;
    }
    String sqlState = failure.getSQLState();
    PostgresException classified =
        new PostgresException(
            kindOf(sqlState == null ? "" : sqlState, failure),
            doing + ": " + messageOf(sqlState == null ? "" : sqlState, failure),
            sqlState);
    classified.setStackTrace(failure.getStackTrace());
    return classified;
  }

  private static Kind kindOf(String sqlState, SQLException failure) {
    if (rootOf(failure) instanceof GeneralSecurityException) {
      return Kind.INVALID; // a certificate that does not fit will not fit later
    }
    Kind exact = BY_STATE.get(sqlState);
    if (exact != null) {
      return exact;
    }
    Kind byClass = sqlState.length() < 2 ? null : BY_CLASS.get(sqlState.substring(0, 2));
    return byClass != null ? byClass : Kind.INVALID;
  }

  private static String messageOf(String sqlState, SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof PSQLException psql && psql.getServerErrorMessage() != null) {
      message = String.valueOf(psql.getServerErrorMessage().getMessage());
    }
    if (sqlState.startsWith("22") || sqlState.startsWith("23")) {
      // Errors of values quote the value: invalid input syntax for type integer: "…"
      int quote = message.indexOf(": ");
      message = quote < 0 ? message : message.substring(0, quote);
    }
    Throwable root = rootOf(failure);
    boolean told = root == failure || message.contains(String.valueOf(root.getMessage()));
    return told ? message : message + " (" + root + ")";
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
