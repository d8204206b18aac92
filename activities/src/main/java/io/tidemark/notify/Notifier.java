package io.tidemark.notify;

import io.tidemark.api.notify.Notice;
import io.tidemark.api.notify.NotifyActivity.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The configured channels. Safe for concurrent use. */
public final class Notifier {
  private final Map<String, ChannelSettings> settings = new TreeMap<>();
  private final Map<String, Channel> channels = new TreeMap<>();
  private final Optional<String> webUi;

  /**
   * Opens nothing.
   *
   * @param webUi Temporal's Web UI, such as {@code http://localhost:8233}, for links in messages
   */
  public Notifier(List<ChannelSettings> channels, Optional<String> webUi) {
    this.webUi = webUi;
    for (ChannelSettings each : channels) {
      settings.put(each.name(), each);
      this.channels.put(each.name(), Channel.of(each));
    }
  }

  /** Names of the channels that take this, in order. */
  public List<String> channelsFor(Message message) {
    return settings.values().stream()
        .filter(each -> each.filter().takes(message))
        .map(ChannelSettings::name)
        .toList();
  }

  /** Names of all channels, in order. */
  public List<String> channels() {
    return List.copyOf(channels.keySet());
  }

  /**
   * Sends through one channel.
   *
   * @throws NotifyException when it was not taken
   * @throws IllegalArgumentException when there is no such channel
   */
  public void deliver(String channel, List<Notice> notices, int dropped)
      throws NotifyException, InterruptedException {
    Channel found = channels.get(channel);
    if (found == null) {
      throw new IllegalArgumentException(
          "no channel " + channel + " is configured; there are " + channels.keySet());
    }
    found.deliver(new Digest(notices, dropped, webUi));
  }
}
