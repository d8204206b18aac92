package io.tidemark.workflow;

import io.tidemark.api.backup.HeldSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the sessions that keep a snapshot open: one holder after another sits here. */
final class Seat {
  /** Tries to find another process for a holder; one of few workers is met soon, or never. */
  private static final int MOST_REFUSALS = 5;

  private final int number;
  private String token = "";
  private @Nullable HeldSnapshot snapshot;
  private List<HeldSnapshot> tried = List.of();
  private int refusals;
  private boolean stranded;
  private boolean left;

  Seat(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** A new holder is about to start, and may import from these. */
  void begin(String holdersToken, List<HeldSnapshot> candidates) {
    token = holdersToken;
    tried = candidates;
  }

  /** The present holder's token; empty before the first and after the last. */
  String token() {
    return token;
  }

  /** What the present holder may import from. */
  List<HeldSnapshot> tried() {
    return tried;
  }

  /** What the present holder holds; null when it does not, or not yet. */
  @Nullable HeldSnapshot snapshot() {
    return snapshot;
  }

  void hold(HeldSnapshot held) {
    snapshot = held;
    refusals = 0;
  }

  /** The holder ended; says whether it had held. */
  boolean lose() {
    boolean held = snapshot != null;
    snapshot = null;
    return held;
  }

  /** A process where another holder runs would not have it. */
  void refused() {
    refusals++;
  }

  /** Whether it is worth asking for a process of its own. */
  boolean choosy() {
    return refusals < MOST_REFUSALS;
  }

  /** Nothing that it could import from lives; it waits for what others do. */
  void strand(boolean now) {
    stranded = now;
  }

  /** Whether a holder may still come that holds. */
  boolean opening() {
    return !left && !stranded && snapshot == null;
  }

  void leave() {
    left = true;
    snapshot = null;
    token = "";
  }
}
