package io.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.report.capture.CaptureBook;
import io.tidemark.report.capture.CaptureStore;
import io.tidemark.report.capture.Captures;
import io.tidemark.report.capture.Growth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept between runs, and what is made of it. */
final class GrowthTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void oneBulkLoadDoesNotDecideTheSlope() {
    List<Instant> at = new ArrayList<>();
    List<Long> bytes = new ArrayList<>();
    for (int day = 0; day < 21; day++) {
      at.add(START.plus(Duration.ofDays(day)));
      bytes.add(1000L * day + (day == 10 ? 5_000_000 : 0));
    }

    assertThat(Growth.perDay(at, bytes).orElseThrow()).isCloseTo(1000, within(1.0));
    assertThat(Growth.perDay(at.subList(0, 1), bytes.subList(0, 1))).isEmpty();
  }

  @Test
  void sizesAreThinnedToOneAnHourAndThenOneADay() throws Exception {
    CaptureStore store = new CaptureStore(folder);
    for (int i = 0; i < 24 * 20 * 2; i++) {
      CaptureBook book = store.open("1", "orders");
      book.of("size").database("orders", i);
      book.save(START.plus(Duration.ofMinutes(30L * i)));
    }

    Captures kept = store.open("1", "orders").of("size");

    assertThat(kept.sizes(START.plus(Duration.ofDays(20))).size()).isBetween(7 * 24, 7 * 24 + 20);
  }

  @Test
  void counterThatBeganAnewHasNoDifference() throws Exception {
    CaptureStore store = new CaptureStore(folder);
    CaptureBook first = store.open("1", "orders");
    first.of("cache").counter("hit", 100);
    first.of("cache").counter("read", 100);
    first.save(START);

    Captures second = store.open("1", "orders").of("cache");

    assertThat(second.counter("hit", 130)).hasValue(30);
    assertThat(second.counter("read", 5)).isEmpty();
    assertThat(store.open("2", "orders").of("cache").last()).isEmpty();
  }
}
