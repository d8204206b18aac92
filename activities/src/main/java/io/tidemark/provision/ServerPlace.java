package io.tidemark.provision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a scratch server lives: a new folder, the account that owns it, and a keeper that stops the
 * server and deletes the folder when we end, however we end.
 */
final class ServerPlace implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  // Whatever ends us closes our end of its standard input, kill -9 included; then it stops the
  // server and clears up. Signals of the terminal are meant for us, not for it.
  private static final String KEEPER =
      "trap '' HUP INT TERM; cat >/dev/null; folder=$1; shift; \"$@\"; rm -rf \"$folder\"";

  private final PostgresInstallation installation;
  private final ServerAccount account;
  private final Path folder;
  private final Process keeper;

  private ServerPlace(
      PostgresInstallation installation, ServerAccount account, Path folder, Process keeper) {
    this.installation = installation;
    this.account = account;
    this.folder = folder;
    this.keeper = keeper;
  }

  /** A new folder under the system's temporary folder. */
  static ServerPlace create(PostgresInstallation installation) throws IOException {
    ServerAccount account = ServerAccount.choose();
    if (!account.canRun(installation.binFolder().resolve("postgres"))) {
      throw new ProvisionException(
          "the user "
              + account
              + " cannot read "
              + installation.binFolder()
              + ": set TIDEMARK_CACHE to a folder that every user can read");
    }
    Path folder = newFolder(account);
    List<String> command = new ArrayList<>(List.of("sh", "-c", KEEPER, "sh", folder.toString()));
    command.addAll(account.command(stop(installation, folder)));
    Process keeper =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new ServerPlace(installation, account, folder, keeper);
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

  private static List<String> stop(PostgresInstallation installation, Path folder) {
    return List.of(
        installation.binFolder().resolve("pg_ctl").toString(),
        "stop",
        "--mode=immediate",
        "--silent",
        "--pgdata=" + folder.resolve("data"));
  }

  PostgresInstallation installation() {
    return installation;
  }

  Path folder() {
    return folder;
  }

  Path dataFolder() {
    return folder.resolve("data");
  }

  /** What the server has logged so far. */
  String log() {
    try {
      return Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1);
    } catch (IOException none) {
      return "";
    }
  }

  /** Runs one of the server's programs as the server's account. */
  void run(String program, String... arguments) throws ProvisionException {
    List<String> command = new ArrayList<>();
    command.add(program(program).toString());
    command.addAll(Arrays.asList(arguments));
    Subprocess.run(account.command(command), folder, PATIENCE);
  }

  /** A folder of links need not link to every program; the rest lies beside the server itself. */
  private Path program(String name) throws ProvisionException {
    Path linked = installation.binFolder().resolve(name);
    try {
      return Files.isExecutable(linked)
          ? linked
          : installation.binFolder().resolve("postgres").toRealPath().resolveSibling(name);
    } catch (IOException failure) {
      throw new ProvisionException("cannot find " + name, failure);
    }
  }

  /** A new file of the server's account that nobody else may read. */
  Path file(String content) throws IOException {
    Path file = Files.createTempFile(folder, "secret", "");
    Files.writeString(file, content);
    account.own(file);
    return file;
  }

  /** Starts the server. */
  void start(List<String> options) throws ProvisionException {
    List<String> arguments = new ArrayList<>();
    arguments.add("start");
    arguments.add("--wait");
    arguments.add("--silent");
    arguments.add("--timeout=" + PATIENCE.toSeconds());
    arguments.add("--pgdata=" + dataFolder());
    arguments.add("--log=" + folder.resolve("log"));
    options.forEach(option -> arguments.add("--options=-c " + option));
    run("pg_ctl", arguments.toArray(String[]::new));
  }

  /** Stops the server without a checkpoint. */
  void crash() throws ProvisionException {
    Subprocess.run(account.command(stop(installation, folder)), folder, PATIENCE);
  }

  /** Stops the server at once and deletes its folder. */
  @Override
  public void close() {
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
