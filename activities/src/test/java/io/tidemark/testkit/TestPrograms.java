package io.tidemark.testkit;

import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.PgToolException;
import io.tidemark.postgres.PgTools;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** PostgreSQL's client programs for tests. */
public final class TestPrograms {
  private TestPrograms() {}

  /** Finds the programs of 15, 17 and 18, whether installed or fetched; nothing else. */
  public static PgTools tools() {
    List<Path> folders =
        TestServers.WITH_CLIENTS.stream()
            .map(major -> TestServers.installation(major).binFolder())
            .toList();
    return new PgTools(folders, Map.of());
  }

  /** The program that fits a server: its own major version, or the next one that there is. */
  public static PgProgram find(String name, int serverMajor) {
    try {
      return tools().find(name, serverMajor);
    } catch (PgToolException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
