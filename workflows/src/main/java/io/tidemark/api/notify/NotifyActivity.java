package io.tidemark.api.notify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Tells people what happened, by the configured channels. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface NotifyActivity {
  /** Delivers one message. */
  void notify(Message message);

  /**
   * A message.
   *
   * @param event {@code backup-succeeded}, {@code backup-failed}, {@code restore-succeeded} …
   * @param severity {@code info}, {@code warning} or {@code error}
   * @param database name in the configuration
   * @param subject one line
   * @param lines the body
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Message(
      String event, String severity, String database, String subject, List<String> lines) {
    public Message {
      lines = lines == null ? List.of() : List.copyOf(lines);
    }
  }
}
