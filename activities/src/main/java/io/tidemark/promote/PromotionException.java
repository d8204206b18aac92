package io.tidemark.promote;

import java.io.Serial;

/** A promotion, a rollback or a finalization that was refused; nothing was changed. */
public final class PromotionException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** What a caller can do about it. */
  public enum Kind {
    /** The databases are not those that were looked at: somebody else renamed or dropped one. */
    CONFLICT,
    /** Prepared transactions, slots, subscriptions or sessions hang on the database. */
    IN_USE,
    /** The role lacks a right. */
    DENIED
  }

  private final Kind kind;

  PromotionException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What a caller can do about it. */
  public Kind kind() {
    return kind;
  }
}
