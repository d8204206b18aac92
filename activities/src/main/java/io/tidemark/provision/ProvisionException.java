package io.tidemark.provision;

import java.io.IOException;
import java.io.Serial;

/** A program could not be found, fetched or started; the message says what to do about it. */
public final class ProvisionException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  public ProvisionException(String message) {
    super(message);
  }

  public ProvisionException(String message, Throwable cause) {
    super(message, cause);
  }
}
