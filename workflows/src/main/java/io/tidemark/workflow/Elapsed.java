package io.tidemark.workflow;

import io.temporal.workflow.Workflow;
import java.time.Instant;

/** The running workflow's age, by its own recorded clock. */
final class Elapsed {
  private Elapsed() {}

  static Instant startedAt() {
    return Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis());
  }

  /** Now, ISO 8601. */
  static String now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis()).toString();
  }

  static double seconds() {
    return (double) (Workflow.currentTimeMillis() - startedAt().toEpochMilli()) / 1000;
  }
}
