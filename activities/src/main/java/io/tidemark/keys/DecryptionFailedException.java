package io.tidemark.keys;

import java.io.Serial;

/** A wrapped data key does not open: it was wrapped under another key, or is damaged. */
public final class DecryptionFailedException extends KeyException {

  @Serial private static final long serialVersionUID = 1L;

  public DecryptionFailedException(String message) {
    super(message);
  }
}
