package io.tidemark.activity;

import io.tidemark.api.StepTotals;

/** Told of each step of each part that was stored, for metrics. */
@FunctionalInterface
public interface PartMeter {
  /** Called once a step of a part that was stored. */
  void record(StepTotals step);
}
