package io.tidemark.report.bloat;

import java.util.Optional;

/** What a table needs. */
public enum Verdict {
  /** Nothing. */
  HEALTHY("none"),
  /** Dead rows are to be cleared away. */
  VACUUM("vacuum"),
  /** Much of it is empty. */
  REWRITE("rewrite"),
  /** Rows still carry dropped columns, which pgstattuple takes for live. */
  DROPPED_COLUMNS("dropped columns"),
  /** Cannot be told. */
  UNKNOWN("unknown");

  private static final double MUCH_DEAD = 20;
  private static final double MUCH_FREE = 30;

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** For people and programs. */
  public String word() {
    return word;
  }

  /**
   * Judges a table.
   *
   * @param measured empty when nobody looked; then only an estimate that says there is nothing is
   *     believed
   */
  public static Verdict of(
      Estimate estimate, Optional<Measured> measured, int fillfactor, long droppedColumns) {
    if (measured.isEmpty()) {
      boolean nothing =
          estimate.percent().isPresent() && estimate.percent().getAsDouble() < MUCH_DEAD;
      return nothing ? HEALTHY : UNKNOWN;
    }
    if (measured.get().dead() >= MUCH_DEAD) {
      return VACUUM;
    }
    if (measured.get().waste(fillfactor) >= MUCH_FREE) {
      return REWRITE;
    }
    return droppedColumns > 0 ? DROPPED_COLUMNS : HEALTHY;
  }
}
