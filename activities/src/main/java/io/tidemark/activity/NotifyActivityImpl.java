package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.tidemark.api.notify.Notice;
import io.tidemark.api.notify.NotifyActivity;
import io.tidemark.api.notify.NotifyWorkflow;
import io.tidemark.api.notify.NotifyWorkflow.Outbox;
import io.tidemark.notify.Notifier;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the worker's log, and hands the message to the outbox of each channel that takes it. Takes
 * no time and depends on no mail server: outboxes send by themselves.
 */
public final class NotifyActivityImpl implements NotifyActivity {
  private static final Logger log = LoggerFactory.getLogger("io.tidemark.notify");

  private final Installation installation;
  private final OutcomeMeter outcomes;

  public NotifyActivityImpl(Installation installation, OutcomeMeter outcomes) {
    this.installation = installation;
    this.outcomes = outcomes;
  }

  @Override
  public void notify(Message message) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    ActivityInfo info = context.getInfo();
    if (info.getAttempt() == 1) {
      tellLog(message);
      outcomes.ended(message.event(), message.database());
    }
    Notice notice =
        new Notice(
            message,
            Instant.now().toString(),
            info.getNamespace(),
            info.getWorkflowId(),
            info.getWorkflowRunId());
    Notifier notifier = installation.notifier();
    for (String channel : notifier.channelsFor(message)) {
      post(context.getWorkflowClient(), info.getActivityTaskQueue(), channel, notice);
    }
  }

  private static void post(WorkflowClient client, String queue, String channel, Notice notice) {
    WorkflowStub outbox =
        client.newUntypedWorkflowStub(
            NotifyWorkflow.TYPE,
            WorkflowOptions.newBuilder()
                .setTaskQueue(queue)
                .setWorkflowId(NotifyWorkflow.id(queue, channel))
                .setStaticSummary("notify · " + channel)
                .setStaticDetails("Sends what other workflows have to say through " + channel + ".")
                .build());
    outbox.signalWithStart(
        NotifyWorkflow.NOTICE,
        new Object[] {notice},
        new Object[] {new Outbox(channel, List.of(), 0)});
  }

  private static void tellLog(Message message) {
    String text = message.subject() + "\n  " + String.join("\n  ", message.lines());
    switch (message.severity()) {
      case "error" -> log.error(text);
      case "warning" -> log.warn(text);
      default -> log.info(text);
    }
  }
}
