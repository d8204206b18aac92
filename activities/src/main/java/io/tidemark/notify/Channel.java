package io.tidemark.notify;

/** A way to people. Safe for concurrent use; holds nothing open between two messages. */
public sealed interface Channel permits EmailChannel, WebhookChannel {
  /**
   * Sends one message, within a minute or so.
   *
   * @throws NotifyException when it was not taken; it may be sent again
   */
  void deliver(Digest digest) throws NotifyException, InterruptedException;

  /** Made of its settings; connects to nothing yet. */
  static Channel of(ChannelSettings settings) {
    if (settings instanceof EmailSettings email) {
      return new EmailChannel(email);
    } else if (settings instanceof WebhookSettings webhook) {
      return new WebhookChannel(webhook);
    }
    throw new IllegalStateException("no channel for " + settings.name());
  }
}
