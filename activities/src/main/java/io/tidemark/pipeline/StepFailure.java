package io.tidemark.pipeline;

import java.io.IOException;
import java.io.Serial;

/** Carries a step's exception outwards through the streams of the steps before it. */
final class StepFailure extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final Step step;
  private final Exception thrown;

  StepFailure(Step step, Exception thrown) {
    super(step.word() + " failed", thrown);
    this.step = step;
    this.thrown = thrown;
  }

  Step step() {
    return step;
  }

  Exception thrown() {
    return thrown;
  }
}
