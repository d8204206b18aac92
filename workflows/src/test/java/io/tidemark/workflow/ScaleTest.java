package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.backup.BackupResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A big database stays far from Temporal's limits of 51,200 events and 50 MiB. A part costs three
 * events, and at most three more for the workflow task that its end starts; parts that end together
 * share that.
 */
final class ScaleTest {
  @Test
  void thousandPartsInLanesAreFewerThanFiveThousandEvents() {
    try (Bench bench = new Bench()) {
      bench.backups.parts = 1_000;
      bench.backups.lanes = 8;
      long start = System.nanoTime();

      BackupResult result = bench.backUp();

      assertThat(result.parts()).isEqualTo(1_000);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
      assertThat(bench.history("backup-1").getEvents().size())
          .as("events")
          .isLessThan(5_000)
          .isGreaterThan(3_000);
      assertThat(bench.history("backup-1").getHistory().getSerializedSize())
          .as("bytes of history")
          .isLessThan(10 << 20);
    }
  }
}
