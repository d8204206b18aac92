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
    super(step.word() + " failed: " + words(cause), cause);
    this.step = requireNonNull(step, "step is null");
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

  /** Some exceptions of the JDK say nothing but their name. */
  private static String words(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
