package io.tidemark.snapshot;

import java.io.Serial;

/** Tables were rewritten, renamed or dropped each time between snapshot and lock. */
public final class TablesChangedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public TablesChangedException(String message) {
    super(message);
  }
}
