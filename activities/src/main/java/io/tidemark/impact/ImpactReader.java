package io.tidemark.impact;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.restore.ImpactReport;
import io.tidemark.census.DatabaseProperties;
import io.tidemark.load.Connector;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/** Compares a live database with a restored one on the same server. */
public final class ImpactReader {
  /** Counting stops after this on each side, and estimates begin. */
  private static final Duration BUDGET = Duration.ofMinutes(10);

  private final Connector live;
  private final Connector restored;
  private final Clock clock;

  /**
   * @param live sessions to the live database
   * @param restored sessions to the restored one
   */
  public ImpactReader(Connector live, Connector restored, Clock clock) {
    this.live = requireNonNull(live, "live is null");
    this.restored = requireNonNull(restored, "restored is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Reads both.
   *
   * @param recorded the database's properties at backup time
   * @param counted called after each table
   */
  public ImpactReport read(DatabaseProperties recorded, Runnable counted) throws SQLException {
    Side before;
    try (Connection session = live.open()) {
      before = new SideReader(session, BUDGET, counted).read();
    }
    try (Connection session = restored.open()) {
      Side after = new SideReader(session, BUDGET, counted).read();
      return ImpactComparison.of(before, after, recorded, clock.instant());
    }
  }
}
