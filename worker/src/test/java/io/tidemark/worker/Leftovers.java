package io.tidemark.worker;

import io.tidemark.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a job that was broken off may have left behind. */
final class Leftovers {
  static final Duration SOON = Duration.ofSeconds(60);

  private static final String OURS =
      "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'tidemark/%'";

  private Leftovers() {}

  /** Waits until none of our sessions is on the server, and none of our programs runs. */
  static void awaitNone(TestDatabase database) {
    Waiting.until("our sessions are gone", SOON, () -> "0".equals(database.query(OURS)));
    Waiting.until("our programs are gone", SOON, () -> programs().isEmpty());
  }

  /** PostgreSQL's programs that this JVM runs. */
  static List<String> programs() {
    return ProcessHandle.current()
        .descendants()
        .map(process -> process.info().command().orElse(""))
        .filter(command -> command.contains("pg_dump") || command.contains("pg_restore"))
        .toList();
  }

  /** Backups that exist. */
  static List<Path> manifests(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith("manifest.json")).toList();
    }
  }
}
