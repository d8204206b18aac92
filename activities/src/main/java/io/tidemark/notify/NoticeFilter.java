package io.tidemark.notify;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.notify.NotifyActivity.Message;
import java.util.Set;

/**
 * What goes through a channel.
 *
 * @param least mildest severity that does
 * @param events those that do, such as {@code backup-failed}; empty for all
 */
public record NoticeFilter(Severity least, Set<String> events) {
  /** Lets everything through. */
  public static final NoticeFilter ALL = new NoticeFilter(Severity.INFO, Set.of());

  public NoticeFilter {
    requireNonNull(least, "least is null");
    events = Set.copyOf(events);
  }

  /** Whether this goes through. */
  public boolean takes(Message message) {
    return Severity.of(message.severity()).compareTo(least) >= 0
        && (events.isEmpty() || events.contains(message.event()));
  }
}
