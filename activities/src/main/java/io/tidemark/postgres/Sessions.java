package io.tidemark.postgres;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/**
 * Opens sessions that notice when the other side is gone, and that the server notices when we are.
 * Safe for concurrent use.
 */
public final class Sessions {
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** NAMEDATALEN - 1: what PostgreSQL keeps of a name. */
  private static final int NAME_LENGTH = 63;

  private final Duration connectTimeout;
  private final Driver driver = new Driver();

  public Sessions() {
    this(DEFAULT_CONNECT_TIMEOUT);
  }

  /**
   * @param connectTimeout for each host, when the connection string does not set its own
   */
  public Sessions(Duration connectTimeout) {
    this.connectTimeout = requireNonNull(connectTimeout, "connectTimeout is null");
  }

  /**
   * Opens a session, in autocommit mode, with the database's own settings.
   *
   * @param applicationName shown in pg_stat_activity; as PostgreSQL keeps it: 63 ASCII characters
   * @throws PostgresException classified; POOLED when a pooler that shares sessions is in between
   */
  public Connection open(ConnectionTarget target, String applicationName) throws PostgresException {
    return open(target, applicationName, Optional.empty());
  }

  /**
   * Opens a session in which the database's event triggers stay silent, a login trigger included,
   * where the server knows how (17 and later) and the role may ask for it; elsewhere an ordinary
   * one.
   */
  public Connection openWithoutEventTriggers(ConnectionTarget target, String applicationName)
      throws PostgresException {
    try {
      return open(target, applicationName, Optional.of("-c event_triggers=off"));
    } catch (PostgresException refused) {
      // 42704: a server before 17. 42501, 42602: a role that may not. Anything else fails again.
      return open(target, applicationName, Optional.empty());
    }
  }

  private Connection open(ConnectionTarget target, String applicationName, Optional<String> options)
      throws PostgresException {
    if (target.pooled()) {
      throw pooled(target, "its connection string says pgbouncer=true");
    }
    Connection session = connect(target, applicationName, options);
    try {
      refusePooler(target, applicationName, session);
      announceOurDeath(session);
      return session;
    } catch (SQLException failure) {
      closeAfter(failure, session);
      throw PostgresException.of("connecting to " + target.describe(), failure);
    }
  }

  private Connection connect(
      ConnectionTarget target, String applicationName, Optional<String> options)
      throws PostgresException {
    // The driver takes one socket factory for all hosts of a URL, so Unix sockets go one by one.
    boolean together = target.hosts().stream().noneMatch(HostPort::isUnixSocket);
    List<List<HostPort>> tries =
        together ? List.of(target.hosts()) : target.hosts().stream().map(List::of).toList();
    SQLException first = null;
    for (List<HostPort> hosts : tries) {
      try {
        Properties properties =
            DriverProperties.of(target, hosts.get(0), connectTimeout, applicationName, options);
        properties.setProperty("ApplicationName", shortened(applicationName));
        Connection session = driver.connect(DriverProperties.url(hosts, target), properties);
        return requireNonNull(session, "the driver does not know its own URL");
      } catch (SQLException failure) {
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    throw PostgresException.of(
        "connecting to " + target.describe(), requireNonNull(first, "a target has hosts"));
  }

  private void refusePooler(ConnectionTarget target, String applicationName, Connection session)
      throws SQLException {
    int announced = session.unwrap(PGConnection.class).getBackendPID();
    int actual = backendPid(session);
    if (announced == actual) {
      return;
    }
    // Somebody stands in between. When a second session, kept busy, gets the first one's backend,
    // or takes it away, backends are shared: locks, settings and snapshots would not be ours.
    try (Connection second = connect(target, applicationName, Optional.empty())) {
      second.setAutoCommit(false);
      int other = backendPid(second);
      if (other == actual || backendPid(session) != actual) {
        throw pooled(target, "a pooler there shares the server's sessions among its clients");
      }
      second.rollback();
    }
  }

  private static PostgresException pooled(ConnectionTarget target, String reason) {
    return new PostgresException(
        PostgresException.Kind.POOLED,
        "cannot work through "
            + target.describe()
            + ": "
            + reason
            + "; set DIRECT_URL to the address of the PostgreSQL server itself",
        "0A000");
  }

  private static int backendPid(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Makes the server end this session, and let go its locks, a minute after our host has died. */
  private static void announceOurDeath(Connection session) throws SQLException {
    String statements =
        Stream.of(Keepalive.values())
            .map(setting -> "SET " + setting.serverSetting() + " = " + setting.value())
            .collect(Collectors.joining("; "));
    try (Statement statement = session.createStatement()) {
      statement.execute(statements);
    }
  }

  /** A name as PostgreSQL would keep it: at most 63 characters, and ASCII only. */
  static String shortened(String applicationName) {
    String ascii = applicationName.replaceAll("[^ -~]", "?");
    return ascii.length() <= NAME_LENGTH ? ascii : ascii.substring(0, NAME_LENGTH);
  }

  private static void closeAfter(SQLException failure, Connection session) {
    try {
      session.close();
    } catch (SQLException second) {
      failure.addSuppressed(second);
    }
  }
}
