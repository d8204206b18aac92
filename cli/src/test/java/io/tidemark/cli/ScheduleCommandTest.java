package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.dev.DevServer;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.provision.ProgramCache;
import io.tidemark.provision.TemporalProgram;
import io.tidemark.worker.config.TemporalConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code schedule}, on a Temporal server that has schedules. */
final class ScheduleCommandTest {
  private static final String ID = "tidemark-backup-orders";

  @TempDir Path folder;

  @Test
  void aScheduleFromFirstToLast() throws Exception {
    Path program = TemporalProgram.findOrFetch(ProgramCache.folder());
    DevServer.Place place =
        new DevServer.Place(
            DevServer.freePort(), DevServer.freePort(), Optional.empty(), folder.resolve("dev"));
    try (DevServer server = DevServer.start(program, place)) {
      Screen screen = screen(server.target(), "0 2 * * *");

      assertThat(screen.run("schedule", "apply", "--dry-run")).isZero();
      assertThat(screen.out()).contains("create     " + ID, "+ times: minute 0, hour 2", "dry run");
      assertThat(screen.run("schedule", "list")).isZero();
      assertThat(screen.out()).contains("no schedules");

      assertThat(screen.run("schedule", "apply", "--json")).isZero();
      assertThat(screen.outJson().path("applied").asBoolean()).isTrue();
      assertThat(screen.outJson().at("/changes/0/kind").asText()).isEqualTo("CREATE");
      assertThat(screen.run("schedule", "apply")).isZero();
      assertThat(screen.out()).isEqualTo("unchanged  " + ID + "\n");

      Screen later = screen(server.target(), "0 3 * * *");
      assertThat(later.run("schedule", "apply", "--dry-run")).isZero();
      assertThat(later.out())
          .contains("update     " + ID, "- times: minute 0, hour 2", "+ times: minute 0, hour 3");

      assertThat(screen.run("schedule", "pause", ID, "--note", "moving")).isZero();
      JsonNode listed = awaitListed(screen);
      assertThat(listed.path("id").asText()).isEqualTo(ID);
      assertThat(listed.path("workflowType").asText()).isEqualTo("TidemarkBackup");
      assertThat(listed.path("note").asText()).isEqualTo("moving");

      assertThat(screen.run("schedule", "resume", ID)).isZero();
      assertThat(screen.run("schedule", "run", ID, "--json")).isZero();
      assertThat(screen.outJson().path("done").asText()).isEqualTo("started");
      assertThat(screen.run("schedule", "delete", ID)).isZero();
      assertThat(screen.run("schedule", "run", "tidemark-backup-nobody")).isEqualTo(10);
      assertThat(screen.err()).contains("schedule list");
    }
  }

  /** Temporal's list is a moment behind. */
  private static JsonNode awaitListed(Screen screen) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      assertThat(screen.run("schedule", "list", "--json")).isZero();
      JsonNode first = screen.outJson().at("/schedules/0");
      if (first.path("paused").asBoolean()) {
        return first;
      }
      assertThat(System.nanoTime()).as("waited in vain for the pause").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private Screen screen(String target, String cron) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("DATABASE_URL", "postgresql://u@localhost/orders");
    environment.put("BACKUP_DIR", folder.resolve("store").toString());
    environment.put("BACKUP_ENCRYPTION_KEY", "correct horse battery staple");
    environment.put("BACKUP_SCHEDULE", cron);
    return new Screen(
        environment, () -> TemporalSession.open(TemporalConnection.at(target), "tidemark"));
  }
}
