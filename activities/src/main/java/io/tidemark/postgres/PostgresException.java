package io.tidemark.postgres;

import java.io.Serial;
import java.sql.SQLException;

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

  private final Kind kind;

  PostgresException(Kind kind, String message, String sqlState, Throwable cause) {
    super(message, sqlState, cause);
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
   * Classifies a driver's exception.
   *
   * @param doing what was being done, for the message: "connecting to app@db:5432/orders"
   */
  public static PostgresException of(String doing, SQLException failure) {
    return Coming.yet(doing);
  }
}
