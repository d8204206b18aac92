package io.tidemark.api.notify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Sends through one channel. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface DeliverActivity {
  /** Sends all of it as one message, or fails; a repetition may send it twice. */
  void deliver(Delivery delivery);

  /**
   * One message of a channel.
   *
   * @param channel name in the configuration
   * @param notices what to tell, oldest first
   * @param dropped notices before these that were too many or could not be sent for too long
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Delivery(String channel, List<Notice> notices, int dropped) {
    public Delivery {
      notices = notices == null ? List.of() : List.copyOf(notices);
    }
  }
}
