package io.tidemark.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds PostgreSQL's programs: in configured folders, on the PATH, and where Debian, RHEL, Homebrew
 * and Postgres.app put them. Safe for concurrent use.
 */
public final class PgTools {
  /**
   * The first minor release of each major version without known holes in the client programs: those
   * of 2026-08-13, with CVE-2026-18408 and CVE-2026-19385 cured.
   */
  private static final Map<Integer, Integer> FIRST_SOUND_MINOR =
      Map.of(14, 24, 15, 19, 16, 15, 17, 11, 18, 6);

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
   * The program of the lowest major version that is not older than the server's; of equals the
   * newest minor version. pg_dump reads older servers, never newer ones.
   *
   * @param name pg_dump, pg_dumpall, pg_restore, …
   * @param minMajor the server's major version
   * @throws PgToolException MISSING or TOO_OLD, saying what to install
   */
  public PgProgram find(String name, int minMajor) throws PgToolException {
    List<PgProgram> all = all(name);
    Optional<PgProgram> best =
        all.stream()
            .filter(program -> program.version().major() >= minMajor)
            .min(
                Comparator.<PgProgram>comparingInt(program -> program.version().major())
                    .thenComparing(PgProgram::version, Comparator.reverseOrder()));
    if (best.isPresent()) {
      return best.get();
    }
    String cure =
        "install the client programs of PostgreSQL %1$d (Debian: postgresql-client-%1$d;"
            + " RHEL: postgresql%1$d; Homebrew: postgresql@%1$d), or name their folder in TIDEMARK_PG_BIN";
    if (all.isEmpty()) {
      throw new PgToolException(
          PgToolException.Kind.MISSING,
          "there is no " + name + " on this machine; " + cure.formatted(minMajor));
    }
    String found =
        all.stream()
            .map(program -> program.path() + " is of " + program.version())
            .collect(Collectors.joining(", "));
    throw new PgToolException(
        PgToolException.Kind.TOO_OLD,
        "the server is PostgreSQL "
            + minMajor
            + ", and every "
            + name
            + " here is older: "
            + found
            + "; "
            + cure.formatted(minMajor));
  }

  /** Every version of a program on this machine, in the order in which folders are searched. */
  public List<PgProgram> all(String name) {
    Map<Path, PgProgram> programs = new LinkedHashMap<>();
    for (Path folder : folders()) {
      Path program = folder.resolve(name);
      if (Files.isExecutable(program)) {
        Path real = realPath(program);
        // Debian's /usr/bin/pg_dump is a script that looks for a local cluster and may choose
        // another version than the one it shows.
        if (!real.endsWith("pg_wrapper") && !programs.containsKey(real)) {
          PgVersion.of(program)
              .ifPresent(
                  version ->
                      programs.put(
                          real, new PgProgram(name, program, version, warnings(name, version))));
        }
      }
    }
    return new ArrayList<>(programs.values());
  }

  private Collection<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>(configuredFolders);
    folders.addAll(PgFolders.searched(environment));
    return folders;
  }

  private static Path realPath(Path program) {
    try {
      return program.toRealPath();
    } catch (IOException gone) {
      return program;
    }
  }

  private static List<String> warnings(String name, PgVersion version) {
    Integer sound = FIRST_SOUND_MINOR.get(version.major());
    if (sound == null && version.major() < 14) {
      return List.of(name + " " + version + " is of a version that gets no more corrections");
    }
    if (sound == null || version.minor() >= sound) {
      return List.of();
    }
    return List.of(
        "%s %s has known security holes (CVE-2026-18408, CVE-2026-19385); update it to %d.%d or later"
            .formatted(name, version, version.major(), sound));
  }
}
