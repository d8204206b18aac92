package io.tidemark.report.bloat;

/**
 * What pgstattuple_approx saw, in percent of the table.
 *
 * @param dead rows nobody can see any more: VACUUM frees their room for new rows
 * @param free room that holds nothing
 * @param live rows
 * @param scanned how much was read for it
 */
public record Measured(double dead, double free, double live, double scanned) {
  /** Free room beyond what fillfactor asks for: only a rewrite gives it back. */
  public double waste(int fillfactor) {
    return Math.max(0, free - live * (100.0 - fillfactor) / fillfactor);
  }
}
