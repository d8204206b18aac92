package io.tidemark.notify;

import java.io.Serial;

/** A message that was not taken. Its text says by whom and why, and never a secret. */
public final class NotifyException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  NotifyException(String message) {
    super(message);
  }
}
