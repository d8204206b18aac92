package io.tidemark.provision;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.HostPort;
import io.tidemark.postgres.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server to throw away: its own data folder, a free port on the loopback address and a
 * Unix socket, no fsync. It ends with {@link #close} or with this JVM, however that ends.
 */
public final class ScratchPostgres implements AutoCloseable {
  private static final int PORT_ATTEMPTS = 5;
  private static final String SUPERUSER = "postgres";

  private final ServerPlace place;
  private final Secret password;
  private final Map<String, String> settings;
  private final int port;

  private ScratchPostgres(
      ServerPlace place, Secret password, Map<String, String> settings, int port) {
    this.place = place;
    this.password = password;
    this.settings = settings;
    this.port = port;
  }

  /** Fills an empty place with a data folder. */
  private interface Filling {
    void fill(ServerPlace place) throws IOException;
  }

  /** Starts a server in a new folder under the system's temporary folder. */
  public static ScratchPostgres start(PostgresInstallation installation) throws ProvisionException {
    return start(installation, Map.of());
  }

  /**
   * Starts a server in a new folder under the system's temporary folder.
   *
   * @param settings names and values for postgresql.conf, over our own
   */
  public static ScratchPostgres start(
      PostgresInstallation installation, Map<String, String> settings) throws ProvisionException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    Secret password = Secret.of(HexFormat.of().formatHex(random));
    return start(installation, password, settings, place -> initialize(place, password));
  }

  /**
   * Starts a standby that follows this server by streaming replication, in a folder of its own and
   * with this server's settings and password. It ends by itself, not with this server.
   *
   * @param more names and values for postgresql.conf, over this server's
   */
  public ScratchPostgres startStandby(Map<String, String> more) throws ProvisionException {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.putAll(more);
    return start(
        place.installation(),
        password,
        all,
        standby ->
            standby.run(
                "pg_basebackup",
                "--host=" + place.folder(),
                "--port=" + port,
                "--username=" + SUPERUSER,
                "--pgdata=" + standby.dataFolder(),
                "--write-recovery-conf",
                "--wal-method=stream",
                "--checkpoint=fast",
                "--no-sync"));
  }

  private static ScratchPostgres start(
      PostgresInstallation installation,
      Secret password,
      Map<String, String> settings,
      Filling filling)
      throws ProvisionException {
    try {
      ServerPlace place = ServerPlace.create(installation);
      try {
        filling.fill(place);
        return startOnFreePort(place, password, settings);
      } catch (ProvisionException failure) {
        place.close();
        throw failure;
      }
    } catch (ProvisionException told) {
      throw told;
    } catch (IOException failure) {
      throw new ProvisionException("cannot start a scratch PostgreSQL server: " + failure, failure);
    }
  }

  private static void initialize(ServerPlace place, Secret password) throws IOException {
    Path passwordFile = place.file(password.reveal());
    place.run(
        "initdb",
        "--pgdata=" + place.dataFolder(),
        "--username=" + SUPERUSER,
        "--pwfile=" + passwordFile,
        // The socket lies in a folder that only the server's account may enter.
        "--auth-local=trust",
        "--auth-host=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
    Files.delete(passwordFile);
  }

  private static ScratchPostgres startOnFreePort(
      ServerPlace place, Secret password, Map<String, String> settings) throws ProvisionException {
    for (int attempt = 1; ; attempt++) {
      ScratchPostgres server = new ScratchPostgres(place, password, settings, freePort());
      try {
        server.startAgain();
        return server;
      } catch (ProvisionException failure) {
        // Somebody may take a free port between our look and the server's start.
        if (attempt == PORT_ATTEMPTS || !server.log().contains("Address already in use")) {
          throw new ProvisionException(
              failure.getMessage() + "; its log: " + server.log(), failure);
        }
      }
    }
  }

  private static int freePort() throws ProvisionException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new ProvisionException("there is no free port on the loopback address", failure);
    }
  }

  /** Starts a server that {@link #crash} has stopped, in the same place. */
  public void startAgain() throws ProvisionException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("listen_addresses", "127.0.0.1");
    all.put("port", Integer.toString(port));
    all.put("unix_socket_directories", place.folder().toString());
    all.put("fsync", "off");
    all.put("full_page_writes", "off");
    all.put("wal_level", "logical");
    all.put("shared_buffers", "64MB");
    all.put("jit", "off");
    all.putAll(settings);
    place.start(
        all.entrySet().stream()
            .map(setting -> setting.getKey() + "='" + setting.getValue() + "'")
            .toList());
  }

  /** Which programs run this server. */
  public PostgresInstallation installation() {
    return place.installation();
  }

  /** The superuser in the database postgres, over TCP with a password. */
  public ConnectionTarget target() {
    return target(new HostPort("127.0.0.1", port), Optional.of(password));
  }

  /** The same through the Unix socket, without a password. */
  public ConnectionTarget socketTarget() {
    return target(new HostPort(place.folder().toString(), port), Optional.empty());
  }

  private static ConnectionTarget target(HostPort where, Optional<Secret> password) {
    return new ConnectionTarget(
        List.of(where), "postgres", SUPERUSER, password, Map.of(), false, List.of());
  }

  /** A URI, with the password, of a database of this server. */
  public String uri(String database) {
    // A form's encoding writes a space as a plus, which is a plus in a path.
    String escaped = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    return "postgresql://%s:%s@127.0.0.1:%d/%s"
        .formatted(SUPERUSER, password.reveal(), port, escaped);
  }

  /** The folder that holds the data folder, the socket and the log. */
  public Path folder() {
    return place.folder();
  }

  /** What the server has logged so far. */
  public String log() {
    return place.log();
  }

  /** Stops the server without a checkpoint; its sessions see it vanish. */
  public void crash() throws ProvisionException {
    place.crash();
  }

  /** Stops the server at once and deletes its folder. */
  @Override
  public void close() {
    place.close();
  }
}
