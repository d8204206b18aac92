package io.tidemark.keys;

import java.io.IOException;
import java.io.Serial;

/** A key is missing or does not fit. Never passes by itself; messages hold no secret. */
public abstract sealed class KeyException extends IOException
    permits MissingKeyException,
        WrongKeyException,
        UntrustedSignerException,
        DecryptionFailedException {

  @Serial private static final long serialVersionUID = 1L;

  KeyException(String message) {
    super(message);
  }
}
