package io.tidemark.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Finds PostgreSQL's programs: in configured folders, on the PATH, and where Debian, RHEL, Homebrew
 * and Postgres.app put them. Safe for concurrent use.
 */
public final class PgTools {
  private final List<Path> configuredFolders;
  private final Map<String, String> environment;

  /** Looks on the PATH and in the usual folders only. */
  public PgTools() {
    this(List.of(), System.getenv());
  }

  /**
   * @param configuredFolders bin folders to look into first
   * @param environment where PATH is read
   */
  public PgTools(List<Path> configuredFolders, Map<String, String> environment) {
    this.configuredFolders = List.copyOf(configuredFolders);
    this.environment = Map.copyOf(environment);
  }

  /**
   * The program of the lowest major version that is not older than the server's.
   *
   * @param name pg_dump, pg_dumpall, pg_restore, …
   * @param minMajor the server's major version
   * @throws PgToolException MISSING or TOO_OLD, saying what to install
   */
  public PgProgram find(String name, int minMajor) throws PgToolException {
    return Coming.yet(configuredFolders, environment, name);
  }
}
