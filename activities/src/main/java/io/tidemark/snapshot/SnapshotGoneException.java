package io.tidemark.snapshot;

import java.io.Serial;

/** No holder's snapshot can be imported any more; only a new generation helps. */
public final class SnapshotGoneException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public SnapshotGoneException(String message) {
    super(message);
  }
}
