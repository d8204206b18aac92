package io.tidemark.workflow;

import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.InvalidRequestException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in the words of the step that failed. Whatever leaves a workflow is an {@link
 * ApplicationFailure} of a published {@link FailureType}, or a {@link CanceledFailure}; anything
 * else would be retried as a workflow task for ever.
 */
final class Failures {
  private Failures() {}

  /** A failure for good. */
  static ApplicationFailure of(FailureType type, String message, Object... details) {
    return ApplicationFailure.newBuilder()
        .setType(type.wireName())
        .setMessage(message)
        .setNonRetryable(true)
        .setDetails(details)
        .setCategory(
            type == FailureType.BUSY
                ? ApplicationErrorCategory.BENIGN
                : ApplicationErrorCategory.UNSPECIFIED)
        .build();
  }

  /** Reads a request; what is wrong with it becomes a failure that people can read. */
  static <T> T orInvalidRequest(Supplier<T> parse) {
    try {
      return parse.get();
    } catch (InvalidRequestException e) {
      throw of(FailureType.INVALID_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  /** Whether this is a cancellation, seen directly or through an activity or child. */
  static boolean cancelled(Throwable failure) {
    return reason(failure) instanceof CanceledFailure;
  }

  /** Whether the failure is of this type. */
  static boolean is(FailureType type, Throwable failure) {
    return reason(failure) instanceof ApplicationFailure application
        && type.wireName().equals(application.getType());
  }

  /** Whether a repeat cannot help, because the activity said so. */
  static boolean forGood(Throwable failure) {
    return reason(failure) instanceof ApplicationFailure application
        && application.isNonRetryable();
  }

  /** Whether no worker took the activity in time. */
  static boolean notPickedUp(Throwable failure) {
    return reason(failure) instanceof TimeoutFailure timeout
        && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
  }

  /**
   * The failure to throw when a step failed: it names the step and keeps type and cause. A
   * cancellation, and what names a step already, stay as they are.
   */
  static RuntimeException during(String step, RuntimeException failure) {
    if (cancelled(failure) || failure instanceof ApplicationFailure) {
      return failure;
    }
    boolean reported = reason(failure) instanceof ApplicationFailure;
    return ApplicationFailure.newBuilder()
        .setType(typeOf(failure))
        .setMessage(step + " failed: " + message(failure))
        .setNonRetryable(!reported || forGood(failure))
        .setCause(failure instanceof TemporalFailure ? failure : null)
        .build();
  }

  /** What to throw out of the workflow. */
  static RuntimeException leaving(RuntimeException failure, String cancelledMessage) {
    return cancelled(failure)
        ? new CanceledFailure(cancelledMessage)
        : during("this workflow", failure);
  }

  /** The wire name of the failure's type; {@code Internal} for what nobody foresaw. */
  static String typeOf(Throwable failure) {
    Throwable reason = reason(failure);
    if (reason instanceof ApplicationFailure application) {
      return FailureType.of(application.getType()).orElse(FailureType.INTERNAL).wireName();
    }
    if (reason instanceof TimeoutFailure timeout) {
      return notPickedUp(failure)
          ? FailureType.NO_WORKER.wireName()
          : timeout.getCause() instanceof ApplicationFailure last
              ? typeOf(last)
              : FailureType.DEADLINE_EXCEEDED.wireName();
    }
    return FailureType.INTERNAL.wireName();
  }

  /** One or two sentences for people. */
  static String message(Throwable failure) {
    Throwable reason = reason(failure);
    if (reason instanceof TimeoutFailure timeout) {
      return timedOut(timeout);
    }
    if (reason instanceof TerminatedFailure) {
      return "it was terminated";
    }
    if (reason instanceof TemporalFailure temporal && temporal.getOriginalMessage() != null) {
      return temporal.getOriginalMessage();
    }
    return String.valueOf(reason);
  }

  private static String timedOut(TimeoutFailure timeout) {
    @Nullable Throwable last = timeout.getCause();
    String before = last == null ? "" : "; before that: " + message(last);
    if (timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START) {
      return "no worker took it in time" + before;
    }
    if (timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_HEARTBEAT) {
      return "the worker was not heard of any more" + before;
    }
    return "it took longer than it may" + before;
  }

  /** Activities and children wrap what they report. */
  private static Throwable reason(Throwable failure) {
    boolean wrapper = failure instanceof ActivityFailure || failure instanceof ChildWorkflowFailure;
    Throwable cause = failure.getCause();
    return wrapper && cause != null ? reason(cause) : failure;
  }
}
