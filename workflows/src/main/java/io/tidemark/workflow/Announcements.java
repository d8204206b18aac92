package io.tidemark.workflow;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.tidemark.api.FailureType;
import io.tidemark.api.notify.NotifyActivity;
import io.tidemark.api.notify.NotifyActivity.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells people how it ended; that this fails never changes how it ended. */
final class Announcements {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final ActivityStubs stubs;
  private final Notices notices;

  Announcements(ActivityStubs stubs, Notices notices) {
    this.stubs = stubs;
    this.notices = notices;
  }

  /** Good news. */
  void succeeded(String job, String database, String subject, List<String> lines) {
    tell(new Message(job + "-succeeded", "info", database, subject, lines));
  }

  /**
   * Bad news, with what to do about it.
   *
   * @param job {@code backup}, {@code restore} or {@code verify}
   */
  void failed(String job, String database, RuntimeException failure) {
    if (Failures.cancelled(failure)) {
      String subject = "The " + job + " of " + database + " was cancelled";
      tell(
          new Message(
              job + "-cancelled",
              "warning",
              database,
              subject,
              List.of(Failures.message(failure))));
      return;
    }
    FailureType type = FailureType.of(Failures.typeOf(failure)).orElse(FailureType.INTERNAL);
    List<String> lines = new ArrayList<>();
    lines.add(Failures.message(failure));
    lines.add("What to do: " + Advice.on(type));
    lines.addAll(notices.list());
    String subject = "The " + job + " of " + database + " failed";
    tell(new Message(job + "-failed", "error", database, subject, lines));
  }

  /** A backup is sealed and a copy of it is not. */
  void copyFailed(String database, String backupId, String store, RuntimeException failure) {
    FailureType type = FailureType.of(Failures.typeOf(failure)).orElse(FailureType.INTERNAL);
    tell(
        new Message(
            "copy-failed",
            "warning",
            database,
            "Backup " + backupId + " of " + database + " has no copy in " + store,
            List.of(Failures.message(failure), "What to do: " + Advice.on(type))));
  }

  /** Something that somebody sent and that does not count. */
  void refused(String job, String database, List<String> lines) {
    tell(
        new Message(
            job + "-message-refused",
            "warning",
            database,
            "A message to the " + job + " of " + database + " did not count",
            lines));
  }

  /** People are waited for. */
  void awaited(String event, String database, String subject, List<String> lines) {
    tell(new Message(event, "warning", database, subject, lines));
  }

  private void tell(Message message) {
    Workflow.newDetachedCancellationScope(
            () -> {
              try {
                stubs
                    .bounded(NotifyActivity.class, LONGEST, "notify · " + message.event())
                    .notify(message);
              } catch (TemporalFailure e) {
                notices.add("nobody could be notified: " + Failures.message(e));
              }
            })
        .run();
  }
}
