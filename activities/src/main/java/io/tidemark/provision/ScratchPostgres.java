package io.tidemark.provision;

import io.tidemark.postgres.Coming;
import io.tidemark.postgres.ConnectionTarget;
import java.nio.file.Path;
import java.util.Map;

/**
 * A PostgreSQL server to throw away: its own data folder, a free port on the loopback address and a
 * Unix socket, no fsync. It ends with {@link #close} or with this JVM, however that ends.
 */
public final class ScratchPostgres implements AutoCloseable {
  private ScratchPostgres() {}

  /** Starts a server in a new folder under the system's temporary folder. */
  public static ScratchPostgres start(PostgresInstallation installation) throws ProvisionException {
    return start(installation, Map.of());
  }

  /**
   * Starts a server in a new folder under the system's temporary folder.
   *
   * @param settings lines for postgresql.conf, over our own
   */
  public static ScratchPostgres start(
      PostgresInstallation installation, Map<String, String> settings) throws ProvisionException {
    return Coming.yet(installation, settings);
  }

  public PostgresInstallation installation() {
    return Coming.yet();
  }

  /** The superuser in the database postgres, over TCP with a password. */
  public ConnectionTarget target() {
    return Coming.yet();
  }

  /** The same through the Unix socket, without a password. */
  public ConnectionTarget socketTarget() {
    return Coming.yet();
  }

  /** A URI, with the password, of a database of this server. */
  public String uri(String database) {
    return Coming.yet(database);
  }

  /** The folder that holds the data folder, the socket and the log. */
  public Path folder() {
    return Coming.yet();
  }

  /** Ends the server as by a power cut and starts it again, in the same place. */
  public void crashAndRestart() throws ProvisionException {
    Coming.yet();
  }

  /** Stops the server at once and deletes its folder. */
  @Override
  public void close() {}
}
