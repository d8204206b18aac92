package io.tidemark.load;

import java.io.Serial;

/** A load that cannot go on, classified where it is noticed; the message says what to do. */
public final class LoadException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** What a caller can do about it. */
  public enum Kind {
    /** The backup's bytes are not what was written: never use this copy. */
    DAMAGED,
    /** A database stands there that is not ours: never touch it. */
    CONFLICT,
    /** The server lacks what the backup needs: a role, a locale, a version. Somebody must act. */
    MISSING,
    /** Something hangs on the database that forbids the step. Somebody must act. */
    IN_USE,
    /** Anything else; another attempt may succeed. */
    FAILED
  }

  private final Kind kind;

  public LoadException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public LoadException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What a caller can do about it. */
  public Kind kind() {
    return kind;
  }
}
