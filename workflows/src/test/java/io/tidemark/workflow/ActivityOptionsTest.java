package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.converter.DefaultDataConverter;
import io.tidemark.api.backup.BackupResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of queues, timeouts, heartbeats and retries, as the server saw them. */
final class ActivityOptionsTest {
  @Test
  void scheduledAsMeasured() {
    try (Bench bench = new Bench()) {
      bench.backups.maxMinutes = 600;
      Bench.resultOf(bench.startBackup(Map.of("database", "orders")), BackupResult.class);
      List<HistoryEvent> scheduled =
          bench.history("backup-1").getEvents().stream()
              .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
              .toList();

      assertThat(scheduled.stream().map(ActivityOptionsTest::describe).distinct())
          .containsExactlyInAnyOrder(
              "Tidemark_Preflight on tidemark, attempt 2 min, in all 60 min, heartbeat 0 s, retry"
                  + " 1 s x2.0 up to 30 s, attempts 0",
              "Tidemark_ReserveSlot on tidemark-parts, attempt 1 min, in all 600 min, heartbeat 0"
                  + " s, retry 1 s x2.0 up to 30 s, attempts 0",
              "Tidemark_HoldSnapshot on tidemark-hold, attempt 600 min, pickup 1 min, heartbeat"
                  + " 120 s, attempts 1",
              "Tidemark_Plan on tidemark, attempt 10 min, in all 60 min, heartbeat 0 s, retry 1 s"
                  + " x2.0 up to 30 s, attempts 0",
              "Tidemark_DumpCompressEncryptChecksumUpload on tidemark-parts, attempt 120 min, in"
                  + " all 600 min, heartbeat 10 s, retry 1 s x2.0 up to 30 s, attempts 0",
              "Tidemark_DumpCompressEncryptChecksumUpload on tidemark-parts, attempt 600 min, in"
                  + " all 600 min, heartbeat 10 s, retry 1 s x2.0 up to 30 s, attempts 0",
              "Tidemark_Checksum on tidemark, attempt 10 min, in all 60 min, heartbeat 0 s, retry"
                  + " 1 s x2.0 up to 30 s, attempts 0",
              "Tidemark_Seal on tidemark, attempt 10 min, in all 60 min, heartbeat 0 s, retry 1 s"
                  + " x2.0 up to 30 s, attempts 0",
              "Tidemark_Prune on tidemark-prune, attempt 60 min, in all 60 min, heartbeat 60 s,"
                  + " retry 1 s x2.0 up to 30 s, attempts 0",
              "Tidemark_Notify on tidemark, attempt 5 min, in all 5 min, heartbeat 0 s, retry 1 s"
                  + " x2.0 up to 30 s, attempts 0");
      assertThat(scheduled).allSatisfy(event -> assertThat(summary(event)).isNotBlank());
      assertThat(scheduled.stream().map(ActivityOptionsTest::summary))
          .contains("dump › compress › encrypt › checksum › upload · orders 3/3");
    }
  }

  private static String describe(HistoryEvent event) {
    ActivityTaskScheduledEventAttributes a = event.getActivityTaskScheduledEventAttributes();
    int attempts = a.getRetryPolicy().getMaximumAttempts();
    String start =
        a.getActivityType().getName()
            + " on "
            + a.getTaskQueue().getName()
            + ", attempt "
            + minutes(a.getStartToCloseTimeout());
    String heartbeat = ", heartbeat " + a.getHeartbeatTimeout().getSeconds() + " s";
    if (attempts == 1) {
      String pickup = ", pickup " + minutes(a.getScheduleToStartTimeout());
      return start + pickup + heartbeat + ", attempts 1";
    }
    return start
        + ", in all "
        + minutes(a.getScheduleToCloseTimeout())
        + heartbeat
        + ", retry "
        + a.getRetryPolicy().getInitialInterval().getSeconds()
        + " s x"
        + a.getRetryPolicy().getBackoffCoefficient()
        + " up to "
        + a.getRetryPolicy().getMaximumInterval().getSeconds()
        + " s, attempts "
        + attempts;
  }

  private static String minutes(Duration duration) {
    return duration.getSeconds() / 60 + " min";
  }

  private static String summary(HistoryEvent event) {
    return DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
        event.getUserMetadata().getSummary(), String.class, String.class);
  }
}
