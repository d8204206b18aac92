package io.tidemark.activity;

import io.tidemark.api.notify.NotifyActivity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the worker's log. */
public final class LogNotifyActivity implements NotifyActivity {
  private static final Logger log = LoggerFactory.getLogger("io.tidemark.notify");

  private final OutcomeMeter outcomes;

  public LogNotifyActivity(OutcomeMeter outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public void notify(Message message) {
    String text = message.subject() + "\n  " + String.join("\n  ", message.lines());
    switch (message.severity()) {
      case "error" -> log.error(text);
      case "warning" -> log.warn(text);
      default -> log.info(text);
    }
    outcomes.ended(message.event(), message.database());
  }
}
