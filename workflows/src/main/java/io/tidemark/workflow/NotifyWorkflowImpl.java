package io.tidemark.workflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import io.tidemark.api.notify.DeliverActivity;
import io.tidemark.api.notify.DeliverActivity.Delivery;
import io.tidemark.api.notify.Notice;
import io.tidemark.api.notify.NotifyWorkflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Sends, waits a moment, sends what came meanwhile as one message, and ends when nothing came. */
public final class NotifyWorkflowImpl implements NotifyWorkflow {
  /** Between two messages of one channel. */
  static final Duration GATHER = Duration.ofSeconds(30);

  /** A server that is down for longer loses messages; the next one says how many. */
  static final Duration LONGEST = Duration.ofHours(24);

  /** What one message may hold; the newest are kept. */
  static final int MOST = 100;

  private static final int ROUNDS = 50;

  private final Deque<Notice> waiting = new ArrayDeque<>();
  private int dropped;

  @Override
  public void deliver(Outbox outbox) {
    dropped += outbox.dropped();
    // A signal that started this run was taken before this line.
    List<Notice> later = List.copyOf(waiting);
    waiting.clear();
    outbox.notices().forEach(this::notice);
    later.forEach(this::notice);
    for (int round = 0; round < ROUNDS && !waiting.isEmpty(); round++) {
      send(outbox.channel());
      Workflow.sleep(GATHER);
    }
    if (!waiting.isEmpty()) {
      Workflow.continueAsNew(new Outbox(outbox.channel(), List.copyOf(waiting), dropped));
    }
  }

  @Override
  public void notice(Notice notice) {
    waiting.add(notice);
    if (waiting.size() > MOST) {
      waiting.remove();
      dropped++;
    }
  }

  private void send(String channel) {
    Delivery delivery = new Delivery(channel, List.copyOf(waiting), dropped);
    waiting.clear();
    dropped = 0;
    try {
      stub(delivery).deliver(delivery);
    } catch (ActivityFailure e) {
      dropped += delivery.dropped() + delivery.notices().size();
      if (Failures.cancelled(e)) {
        throw e;
      }
    }
  }

  private static DeliverActivity stub(Delivery delivery) {
    int count = delivery.notices().size();
    return Workflow.newActivityStub(
        DeliverActivity.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofMinutes(2))
            .setScheduleToCloseTimeout(LONGEST)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(2))
                    .setBackoffCoefficient(2)
                    .setMaximumInterval(Duration.ofMinutes(10))
                    .build())
            .setSummary(
                "deliver · "
                    + delivery.channel()
                    + " · "
                    + (count == 1 ? "1 notice" : count + " notices"))
            .build());
  }
}
