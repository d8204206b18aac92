package io.tidemark.postgres;

import java.io.IOException;
import java.io.Serial;

/** One of PostgreSQL's programs is missing, too old, or failed. */
public final class PgToolException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** No such program on this machine. */
    MISSING,
    /** Every program found is of an older major version than the server. */
    TOO_OLD,
    /** The program could not be started, or ended with an error. */
    FAILED
  }

  private final Kind kind;

  public PgToolException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public PgToolException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
