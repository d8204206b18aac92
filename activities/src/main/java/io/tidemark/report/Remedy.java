package io.tidemark.report;

import static java.util.Objects.requireNonNull;

/**
 * What to do about a finding.
 *
 * @param statement the exact statements to run, each ended by a semicolon
 * @param cost what running them takes: locks, disk, a restart
 * @param undo how to take it back; empty when there is nothing to take back
 */
public record Remedy(String statement, String cost, String undo) {
  public Remedy {
    requireNonNull(statement, "statement is null");
    requireNonNull(cost, "cost is null");
    requireNonNull(undo, "undo is null");
  }

  /** One that needs no way back. */
  public static Remedy of(String statement, String cost) {
    return new Remedy(statement, cost, "");
  }
}
