package io.tidemark.postgres;

import java.sql.Connection;
import java.time.Duration;

/**
 * Opens sessions that notice when the other side is gone, and that the server notices when we are.
 * Safe for concurrent use.
 */
public final class Sessions {
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final Duration connectTimeout;

  public Sessions() {
    this(DEFAULT_CONNECT_TIMEOUT);
  }

  public Sessions(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  /**
   * Opens a session, in autocommit mode, with the database's own settings.
   *
   * @param applicationName shown in pg_stat_activity; shortened to PostgreSQL's 63 bytes
   * @throws PostgresException classified; POOLED when a pooler that shares sessions is in between
   */
  public Connection open(ConnectionTarget target, String applicationName) throws PostgresException {
    return Coming.yet(connectTimeout, target, applicationName);
  }
}
