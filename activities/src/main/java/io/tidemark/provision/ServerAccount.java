package io.tidemark.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who runs a scratch server: ourselves, or, because PostgreSQL refuses to run as root, an
 * unprivileged account when we are root.
 */
final class ServerAccount {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Path ROOT = Path.of("/");

  private final Optional<UserPrincipal> other;
  private final List<String> prefix;

  private ServerAccount(Optional<UserPrincipal> other, List<String> prefix) {
    this.other = other;
    this.prefix = List.copyOf(prefix);
  }

  /** The account for this process: "postgres" or else "nobody" for root. */
  static ServerAccount choose() throws ProvisionException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new ServerAccount(Optional.empty(), List.of());
    }
    for (String name : List.of("postgres", "nobody")) {
      Optional<UserPrincipal> user = lookUp(name);
      if (user.isPresent()) {
        return new ServerAccount(user, switchingTo(name));
      }
    }
    throw new ProvisionException(
        "PostgreSQL does not run as root, and there is no user postgres or nobody to run it as");
  }

  private static Optional<UserPrincipal> lookUp(String name) throws ProvisionException {
    try {
      return Optional.of(
          ROOT.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
    } catch (UserPrincipalNotFoundException none) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new ProvisionException("cannot look up the user " + name, failure);
    }
  }

  private static List<String> switchingTo(String name) throws ProvisionException {
    if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
      String group = Subprocess.run(List.of("id", "-g", name), ROOT, PATIENCE).strip();
      return List.of(
          "/usr/bin/setpriv", "--reuid=" + name, "--regid=" + group, "--clear-groups", "--");
    }
    for (String runuser : List.of("/usr/sbin/runuser", "/sbin/runuser")) {
      if (Files.isExecutable(Path.of(runuser))) {
        return List.of(runuser, "-u", name, "--");
      }
    }
    throw new ProvisionException(
        "PostgreSQL does not run as root: run this as another user, or install util-linux,"
            + " whose setpriv or runuser starts it as the user "
            + name);
  }

  /** The command as this account runs it. */
  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /** Gives a file or folder to this account. */
  void own(Path path) throws IOException {
    if (other.isPresent()) {
      Files.setOwner(path, other.get());
    }
  }

  /** Whether this account can run a program; our own right to it says nothing of another's. */
  boolean canRun(Path program) {
    try {
      Subprocess.run(command(List.of("test", "-x", program.toString())), ROOT, PATIENCE);
      return true;
    } catch (ProvisionException no) {
      return false;
    }
  }

  /** Whether this account can write below a folder. */
  boolean canWrite(Path folder) {
    try {
      Subprocess.run(command(List.of("test", "-w", folder.toString())), ROOT, PATIENCE);
      return true;
    } catch (ProvisionException no) {
      return false;
    }
  }

  @Override
  public String toString() {
    return other.map(UserPrincipal::getName).orElseGet(() -> System.getProperty("user.name"));
  }
}
