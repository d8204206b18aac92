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
import java.time.Duration;
import java.util.ArrayList;
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
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PORT_ATTEMPTS = 5;
  private static final String SUPERUSER = "postgres";

  // Whatever ends us closes our end of its standard input, kill -9 included; then it stops the
  // server and clears up. Signals of the terminal are meant for us, not for it.
  private static final String KEEPER =
      "trap '' HUP INT TERM; cat >/dev/null; folder=$1; shift; \"$@\"; rm -rf \"$folder\"";

  private final PostgresInstallation installation;
  private final ServerAccount account;
  private final Path folder;
  private final Secret password;
  private final Map<String, String> settings;
  private final int port;
  private final Process keeper;

  private ScratchPostgres(
      PostgresInstallation installation,
      ServerAccount account,
      Path folder,
      Secret password,
      Map<String, String> settings,
      int port,
      Process keeper) {
    this.installation = installation;
    this.account = account;
    this.folder = folder;
    this.password = password;
    this.settings = settings;
    this.port = port;
    this.keeper = keeper;
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
    ServerAccount account = ServerAccount.choose();
    if (!account.canRun(installation.binFolder().resolve("postgres"))) {
      throw new ProvisionException(
          "the user "
              + account
              + " cannot read "
              + installation.binFolder()
              + ": set TIDEMARK_CACHE to a folder that every user can read");
    }
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    Secret password = Secret.of(HexFormat.of().formatHex(random));
    try {
      Path folder = newFolder(account);
      Process keeper = keeper(installation, account, folder);
      try {
        initialize(installation, account, folder, password);
        return startOnFreePort(installation, account, folder, password, settings, keeper);
      } catch (ProvisionException failure) {
        letGo(keeper);
        throw failure;
      }
    } catch (ProvisionException told) {
      throw told;
    } catch (IOException failure) {
      throw new ProvisionException("cannot start a scratch PostgreSQL server: " + failure, failure);
    }
  }

  private static Path newFolder(ServerAccount account) throws IOException {
    List<Path> tried = new ArrayList<>();
    for (String parent : List.of(System.getProperty("java.io.tmpdir"), "/tmp", "/var/tmp")) {
      Path folder = Files.createTempDirectory(Path.of(parent), "tidemark-pg");
      account.own(folder);
      if (account.canWrite(folder)) {
        return folder;
      }
      Folders.delete(folder);
      tried.add(Path.of(parent));
    }
    throw new ProvisionException("the user " + account + " can write in none of " + tried);
  }

  private static Process keeper(
      PostgresInstallation installation, ServerAccount account, Path folder) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", KEEPER, "sh", folder.toString()));
    command.addAll(account.command(stopCommand(installation, folder)));
    return new ProcessBuilder(command)
        .directory(Path.of("/").toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static List<String> stopCommand(PostgresInstallation installation, Path folder) {
    return List.of(
        program(installation, "pg_ctl"),
        "stop",
        "--mode=immediate",
        "--silent",
        "--pgdata=" + dataFolder(folder));
  }

  private static void initialize(
      PostgresInstallation installation, ServerAccount account, Path folder, Secret password)
      throws IOException {
    Path passwordFile = Files.createTempFile(folder, "password", "");
    Files.writeString(passwordFile, password.reveal());
    account.own(passwordFile);
    run(
        account,
        folder,
        List.of(
            program(installation, "initdb"),
            "--pgdata=" + dataFolder(folder),
            "--username=" + SUPERUSER,
            "--pwfile=" + passwordFile,
            // The socket lies in a folder that only the server's account may enter.
            "--auth-local=trust",
            "--auth-host=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
    Files.delete(passwordFile);
  }

  private static ScratchPostgres startOnFreePort(
      PostgresInstallation installation,
      ServerAccount account,
      Path folder,
      Secret password,
      Map<String, String> settings,
      Process keeper)
      throws ProvisionException {
    for (int attempt = 1; ; attempt++) {
      ScratchPostgres server =
          new ScratchPostgres(
              installation, account, folder, password, settings, freePort(), keeper);
      try {
        server.launch();
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

  private void launch() throws ProvisionException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("listen_addresses", "127.0.0.1");
    all.put("port", Integer.toString(port));
    all.put("unix_socket_directories", folder.toString());
    all.put("fsync", "off");
    all.put("full_page_writes", "off");
    all.put("wal_level", "logical");
    all.put("shared_buffers", "64MB");
    all.put("jit", "off");
    all.putAll(settings);
    List<String> command = new ArrayList<>();
    command.add(program(installation, "pg_ctl"));
    command.add("start");
    command.add("--wait");
    command.add("--silent");
    command.add("--timeout=" + PATIENCE.toSeconds());
    command.add("--pgdata=" + dataFolder(folder));
    command.add("--log=" + folder.resolve("log"));
    all.forEach((name, value) -> command.add("--options=-c " + name + "='" + value + "'"));
    run(account, folder, command);
  }

  private static void run(ServerAccount account, Path folder, List<String> command)
      throws ProvisionException {
    Subprocess.run(account.command(command), folder, PATIENCE);
  }

  private static String program(PostgresInstallation installation, String name) {
    return installation.binFolder().resolve(name).toString();
  }

  private static Path dataFolder(Path folder) {
    return folder.resolve("data");
  }

  /** Which programs run this server. */
  public PostgresInstallation installation() {
    return installation;
  }

  /** The superuser in the database postgres, over TCP with a password. */
  public ConnectionTarget target() {
    return target(new HostPort("127.0.0.1", port), Optional.of(password));
  }

  /** The same through the Unix socket, without a password. */
  public ConnectionTarget socketTarget() {
    return target(new HostPort(folder.toString(), port), Optional.empty());
  }

  private static ConnectionTarget target(HostPort place, Optional<Secret> password) {
    return new ConnectionTarget(
        List.of(place), "postgres", SUPERUSER, password, Map.of(), false, List.of());
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
    return folder;
  }

  /** What the server has logged so far. */
  public String log() {
    try {
      return Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1);
    } catch (IOException none) {
      return "";
    }
  }

  /** Stops the server without a checkpoint and starts it again, in the same place. */
  public void crashAndRestart() throws ProvisionException {
    run(account, folder, stopCommand(installation, folder));
    launch();
  }

  /** Stops the server at once and deletes its folder. */
  @Override
  public void close() {
    letGo(keeper);
  }

  private static void letGo(Process keeper) {
    boolean interrupted = false;
    try {
      keeper.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // Then it has done its work.
    }
    while (true) {
      try {
        keeper.waitFor();
        break;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
