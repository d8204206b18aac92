package io.tidemark.snapshot;

import io.tidemark.api.backup.HeldSnapshot;
import java.time.Duration;
import java.util.List;

/**
 * What a holder should hold.
 *
 * @param name of its session
 * @param generation of the dump
 * @param holder which holder, from 1
 * @param token comes back in {@link HeldSnapshot}
 * @param alive snapshots of the same generation to import from; empty to take a new one
 * @param onDdl what to do with DDL in the way
 * @param lockTimeout how long each lock may take
 * @param tries how many snapshots to take when tables change meanwhile
 */
public record HoldRequest(
    SessionName name,
    int generation,
    int holder,
    String token,
    List<HeldSnapshot> alive,
    OnDdl onDdl,
    Duration lockTimeout,
    int tries) {
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(30);
  public static final int DEFAULT_TRIES = 5;

  public HoldRequest {
    alive = List.copyOf(alive);
    if (tries < 1) {
      throw new IllegalArgumentException("a holder needs a try");
    }
    if (lockTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("a lock timeout of nothing would mean for ever");
    }
  }
}
