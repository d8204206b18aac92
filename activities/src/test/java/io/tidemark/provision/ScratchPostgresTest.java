package io.tidemark.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.Sessions;
import io.tidemark.testkit.TestServers;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScratchPostgresTest {
  @Test
  void survivesACrashAndLeavesNothingBehind() throws Exception {
    Path folder;
    long postmaster;
    try (ScratchPostgres server = ScratchPostgres.start(TestServers.installation(15))) {
      folder = server.folder();
      try (Connection session = new Sessions().open(server.target(), "scratch");
          Statement statement = session.createStatement()) {
        statement.execute("CREATE TABLE t (a int)");
      }
      server.crash();
      server.startAgain();
      postmaster = postmaster(folder);
      try (Connection session = new Sessions().open(server.socketTarget(), "scratch");
          Statement statement = session.createStatement()) {
        statement.execute("INSERT INTO t VALUES (1)");
      }
    }
    assertThat(folder).doesNotExist();
    awaitEnd(folder, postmaster);
  }

  /** Runs in a JVM of its own, for the test below to kill. */
  public static void main(String[] arguments) throws Exception {
    ScratchPostgres server = ScratchPostgres.start(TestServers.installation(15));
    System.out.println(server.folder());
    Thread.sleep(Duration.ofMinutes(5).toMillis());
  }

  @Test
  void endsWhenItsJvmIsKilled() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ScratchPostgresTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Path folder;
    try (LineNumberReader lines =
        new LineNumberReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
      folder = Path.of(lines.readLine());
    }
    long postmaster = postmaster(folder);
    assertThat(ProcessHandle.of(postmaster)).isPresent();
    jvm.destroyForcibly().waitFor();
    awaitEnd(folder, postmaster);
  }

  private static void awaitEnd(Path folder, long postmaster) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (Files.exists(folder) || ProcessHandle.of(postmaster).isPresent()) {
      assertThat(System.nanoTime()).as("the server goes on").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private static long postmaster(Path folder) throws IOException {
    return Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
  }
}
