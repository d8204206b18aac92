package io.tidemark.postgres;

import java.nio.file.Path;
import java.util.List;

/**
 * One of PostgreSQL's programs, found on this machine.
 *
 * @param name for example pg_dump
 * @param path the program itself, never a distribution's wrapper around it
 * @param version what it said to --version
 * @param warnings known holes of this version, for people to read
 */
public record PgProgram(String name, Path path, PgVersion version, List<String> warnings) {
  public PgProgram {
    warnings = List.copyOf(warnings);
  }
}
