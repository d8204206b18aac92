package io.tidemark.activity;

import io.tidemark.api.FailureType;
import java.io.Serial;

/** A step found that it must not go on; the message says why and what to do. */
final class RefusedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final FailureType type;

  RefusedException(FailureType type, String message) {
    super(message);
    this.type = type;
  }

  FailureType type() {
    return type;
  }
}
