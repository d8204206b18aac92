package io.tidemark.worker.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tidemark.activity.OutcomeMeter;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How jobs ended, counted by the worker that told of it: add workers up. The time of the last end
 * is the same fact as a time, and the greatest among workers is the true one.
 */
public final class JobMeters implements OutcomeMeter {
  private static final double MILLIS = 1e3;
  private static final Set<String> OUTCOMES = Set.of("succeeded", "failed", "cancelled");

  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<Tags, AtomicLong> last = new ConcurrentHashMap<>();

  public JobMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public void ended(String event, String database) {
    int dash = event.lastIndexOf('-');
    if (dash < 0 || !OUTCOMES.contains(event.substring(dash + 1))) {
      return;
    }
    Tags tags =
        Tags.of(
            "job",
            event.substring(0, dash),
            "outcome",
            event.substring(dash + 1),
            "database",
            database);
    registry.counter("tidemark.jobs", tags).increment();
    last.computeIfAbsent(tags, this::register).set(clock.millis());
  }

  private AtomicLong register(Tags tags) {
    AtomicLong millis = new AtomicLong();
    registry.gauge(
        "tidemark.job.last.timestamp.seconds", tags, millis, at -> at.doubleValue() / MILLIS);
    return millis;
  }
}
