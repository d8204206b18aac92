package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.tidemark.api.FailureType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What leaves a workflow is typed and readable. */
final class FailuresTest {
  @Test
  void activityFailureKeepsTypeMessageAndCause() {
    ActivityFailure failure = activity(ApplicationFailure.newFailure("disk is full", "StoreFull"));

    RuntimeException named = Failures.during("seal", failure);

    assertThat(named).isInstanceOf(ApplicationFailure.class).hasCause(failure);
    assertThat(((ApplicationFailure) named).getType()).isEqualTo("StoreFull");
    assertThat(((ApplicationFailure) named).getOriginalMessage())
        .isEqualTo("seal failed: disk is full");
    assertThat(Failures.during("another step", named)).as("named once").isSameAs(named);
  }

  @Test
  void typeThatIsNoneOfOursIsInternal() {
    assertThat(Failures.typeOf(activity(ApplicationFailure.newFailure("x", "java.lang.Error"))))
        .isEqualTo("Internal");
    assertThat(Failures.typeOf(new IllegalStateException("x"))).isEqualTo("Internal");
  }

  @Test
  void timeoutsSayWhichOne() {
    ActivityFailure notTaken = timeout(TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START);
    ActivityFailure lost = timeout(TimeoutType.TIMEOUT_TYPE_HEARTBEAT);

    assertThat(Failures.notPickedUp(notTaken)).isTrue();
    assertThat(Failures.typeOf(notTaken)).isEqualTo("NoWorker");
    assertThat(Failures.message(notTaken)).isEqualTo("no worker took it in time");
    assertThat(Failures.typeOf(lost)).isEqualTo("DeadlineExceeded");
    assertThat(Failures.message(lost)).isEqualTo("the worker was not heard of any more");
  }

  @Test
  void cancellationStaysOne() {
    ActivityFailure cancelled = activity(new CanceledFailure("by request"));

    assertThat(Failures.cancelled(cancelled)).isTrue();
    assertThat(Failures.during("seal", cancelled)).isSameAs(cancelled);
    assertThat(Failures.leaving(cancelled, "it was cancelled"))
        .isInstanceOf(CanceledFailure.class)
        .hasMessage("it was cancelled");
  }

  @ParameterizedTest
  @EnumSource(FailureType.class)
  void everyTypeHasAdvice(FailureType type) {
    assertThat(Advice.on(type)).endsWith(".").hasSizeGreaterThan(20);
    assertThat(FailureType.of(type.wireName())).contains(type);
  }

  private static ActivityFailure timeout(TimeoutType type) {
    return activity(new TimeoutFailure("timeout", null, type));
  }

  private static ActivityFailure activity(Throwable cause) {
    return new ActivityFailure(
        "wrapper", 1, 2, "Tidemark_Seal", "id", RetryState.RETRY_STATE_TIMEOUT, "bench", cause);
  }
}
