package io.tidemark.worker.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.activity.PartMeter;
import io.tidemark.api.StepTotals;
import java.time.Duration;

/** Seconds, bytes and retries by step of the pipeline. */
public final class PartMeters implements PartMeter {
  private static final double NANOS = 1e9;

  private final MeterRegistry registry;

  public PartMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void record(StepTotals step) {
    registry
        .timer("tidemark.part.step", "step", step.step())
        .record(Duration.ofNanos((long) (step.seconds() * NANOS)));
    registry.counter("tidemark.part.bytes", "step", step.step()).increment((double) step.bytes());
    registry.counter("tidemark.part.retries", "step", step.step()).increment(step.retries());
  }
}
