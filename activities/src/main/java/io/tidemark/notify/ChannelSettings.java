package io.tidemark.notify;

/** Where a channel leads and what goes through it; a kind each. */
public sealed interface ChannelSettings permits EmailSettings, WebhookSettings {
  /** By which it is called. */
  String name();

  /** What goes through it. */
  NoticeFilter filter();
}
