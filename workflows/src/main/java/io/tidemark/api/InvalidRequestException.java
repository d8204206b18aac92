package io.tidemark.api;

import java.io.Serial;
import java.util.List;

/** A request that people typed and that we do not understand; the message lists every problem. */
public final class InvalidRequestException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  public InvalidRequestException(String what, List<String> problems) {
    super(what + " is not valid: " + String.join("; ", problems));
  }
}
