package io.tidemark.worker.config;

import io.tidemark.notify.ChannelSettings;
import java.util.List;
import java.util.Optional;

/**
 * Whom a worker tells.
 *
 * @param channels each by a name of its own
 * @param webUi Temporal's Web UI, for links in messages; without a slash at its end
 */
public record NotificationConfig(List<ChannelSettings> channels, Optional<String> webUi) {
  public NotificationConfig {
    channels = List.copyOf(channels);
  }
}
