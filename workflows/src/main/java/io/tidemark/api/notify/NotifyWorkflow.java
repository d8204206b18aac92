package io.tidemark.api.notify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * The outbox of one channel. It sends the first notice at once and gathers what comes meanwhile, so
 * that a broken fleet is two messages, and so is all that happened while the mail server was down.
 * No backup waits for it. Started by the first notice, it ends when nothing more comes.
 */
@WorkflowInterface
public interface NotifyWorkflow {
  /** The workflow's type. */
  String TYPE = "TidemarkNotify";

  /** The name of the signal. */
  String NOTICE = "notice";

  @WorkflowMethod(name = TYPE)
  void deliver(Outbox outbox);

  /** One more to send. */
  @SignalMethod(name = NOTICE)
  void notice(Notice notice);

  /** The workflow id of a channel's outbox. */
  static String id(String taskQueue, String channel) {
    return "tidemark-notify:" + taskQueue + ":" + channel;
  }

  /**
   * What is still to be sent.
   *
   * @param channel name in the configuration
   * @param notices from an earlier run of the same outbox
   * @param dropped as in {@link DeliverActivity.Delivery}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Outbox(String channel, List<Notice> notices, int dropped) {
    public Outbox {
      notices = notices == null ? List.of() : List.copyOf(notices);
    }
  }
}
