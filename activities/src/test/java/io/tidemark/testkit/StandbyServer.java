package io.tidemark.testkit;

import static org.assertj.core.api.Assertions.fail;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.Sessions;
import io.tidemark.provision.ProvisionException;
import io.tidemark.provision.ScratchPostgres;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server of a test's own with a standby that follows it by streaming replication. */
public final class StandbyServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Sessions SESSIONS = new Sessions();

  private final ScratchPostgres primary;
  private final ScratchPostgres standby;

  private StandbyServer(ScratchPostgres primary, ScratchPostgres standby) {
    this.primary = primary;
    this.standby = standby;
  }

  /**
   * Starts both.
   *
   * @param settings of the standby, for example {@code max_standby_streaming_delay}
   */
  public static StandbyServer start(int major, Map<String, String> settings) {
    try {
      ScratchPostgres primary = ScratchPostgres.start(TestServers.installation(major));
      try {
        return new StandbyServer(primary, primary.startStandby(settings));
      } catch (ProvisionException failure) {
        primary.close();
        throw failure;
      }
    } catch (ProvisionException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public ScratchPostgres primary() {
    return primary;
  }

  public ScratchPostgres standby() {
    return standby;
  }

  /** A new database on the primary; the standby has it after {@link #catchUp}. */
  public TestDatabase database(String name) {
    return TestDatabase.create(primary, name, "");
  }

  /** Waits until the standby has replayed everything that the primary has written so far. */
  public void catchUp() {
    String position = query(primary.target(), "SELECT pg_current_wal_lsn()");
    String replayed = "SELECT pg_last_wal_replay_lsn() >= '" + position + "'";
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!"t".equals(query(standby.target(), replayed))) {
      if (System.nanoTime() > deadline) {
        fail("the standby does not reach " + position + "; its log: " + standby.log());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail("interrupted while the standby catches up", e);
      }
    }
  }

  private static String query(ConnectionTarget target, String sql) {
    try (Connection session = SESSIONS.open(target, "tidemark test");
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException failure) {
      throw new AssertionError(sql, failure);
    }
  }

  @Override
  public void close() {
    standby.close();
    primary.close();
  }
}
