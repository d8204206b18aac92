package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.backup.BackupResult;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A big database stays far from Temporal's limits of 51,200 events and 50 MiB. A part costs three
 * events, and three more for the workflow task that its end starts; quick parts that end together
 * share that, slow ones never do.
 */
final class ScaleTest {
  /** The most that a plan has: 800 of rows, and globals, schema and data. */
  private static final int MOST_PARTS = 803;

  private static final Pattern WORKFLOW_TASK = Pattern.compile("EVENT_TYPE_WORKFLOW_TASK_.*");
  private static final Pattern WAKES_THE_WORKFLOW =
      Pattern.compile(".*_(COMPLETED|FAILED|CANCELED|TIMED_OUT|SIGNALED|FIRED)");

  @Test
  void theLargestPlanIsFewerThanFiveThousandEventsHoweverSlowItsParts() {
    try (Bench bench = new Bench()) {
      bench.backups.parts = MOST_PARTS;
      bench.backups.lanes = 8;
      long start = System.nanoTime();

      BackupResult result = bench.backUp();

      assertThat(result.parts()).isEqualTo(MOST_PARTS);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
      List<String> events =
          bench.history("backup-1").getEvents().stream()
              .map(event -> event.getEventType().name())
              .filter(name -> !WORKFLOW_TASK.matcher(name).matches())
              .toList();
      long wakes =
          events.stream().filter(name -> WAKES_THE_WORKFLOW.matcher(name).matches()).count();
      assertThat(events.size() + 3 * wakes)
          .as("events when every one that wakes the workflow has a task of its own")
          .isLessThan(5_000)
          .isGreaterThan(6 * MOST_PARTS);
      assertThat(bench.history("backup-1").getHistory().getSerializedSize())
          .as("bytes of history")
          .isLessThan(10 << 20);
    }
  }
}
