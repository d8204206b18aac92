package io.tidemark.pipeline;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/**
 * A part failed in one of its steps, and nothing of it was published. The cause is the exception as
 * that step threw it, however many streams it came through.
 */
public final class PipelineException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final Step step;

  public PipelineException(Step step, Throwable cause) {
    super(step.word() + " failed: " + cause.getMessage(), requireNonNull(cause, "cause is null"));
    this.step = step;
  }

  /** The step that failed. */
  public Step step() {
    return step;
  }

  /** What that step threw. */
  @Override
  public synchronized Throwable getCause() {
    return requireNonNull(super.getCause());
  }
}
