package io.tidemark.snapshot;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Somebody's DDL kept us from a table for longer than we wait; the message names the session. */
public final class BlockedByDdlException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<BlockingSession> blockers;

  public BlockedByDdlException(String doing, List<BlockingSession> blockers) {
    super(
        doing
            + " waited too long for a lock"
            + (blockers.isEmpty()
                ? "; the session in the way was gone before it could be named"
                : blockers.stream()
                    .map(BlockingSession::describe)
                    .collect(Collectors.joining("; ", ": ", ""))));
    this.blockers = List.copyOf(blockers);
  }

  /** Who was in the way; empty when nobody was any more. */
  public List<BlockingSession> blockers() {
    return blockers == null ? List.of() : blockers;
  }
}
