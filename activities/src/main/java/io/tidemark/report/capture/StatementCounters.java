package io.tidemark.report.capture;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What pg_stat_statements has counted for one statement.
 *
 * @param since when its counting began, as the server writes it; empty before PostgreSQL 17
 * @param totalMillis time in execution, milliseconds
 * @param ioMillis time in reads and writes of blocks; 0 without track_io_timing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StatementCounters(
    String since,
    double calls,
    double totalMillis,
    double rows,
    double blocksHit,
    double blocksRead,
    double tempBlocks,
    double walBytes,
    double ioMillis) {

  /** What was added since an earlier look; all of it when counting began anew in between. */
  public StatementCounters minus(StatementCounters earlier) {
    if (!since.equals(earlier.since) || calls < earlier.calls) {
      return this;
    }
    return new StatementCounters(
        since,
        calls - earlier.calls,
        Math.max(0, totalMillis - earlier.totalMillis),
        rows - earlier.rows,
        blocksHit - earlier.blocksHit,
        blocksRead - earlier.blocksRead,
        tempBlocks - earlier.tempBlocks,
        walBytes - earlier.walBytes,
        Math.max(0, ioMillis - earlier.ioMillis));
  }

  /** Milliseconds a call; 0 when there was none. */
  public double meanMillis() {
    return calls <= 0 ? 0 : totalMillis / calls;
  }
}
