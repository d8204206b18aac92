package io.tidemark.notify;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.Secret;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A web hook.
 *
 * @param name by which the channel is called
 * @param filter what is sent
 * @param kind what it understands
 * @param url secret: whoever has it may post
 * @param signingKey for {@link Kind#GENERIC}; empty to sign nothing
 */
public record WebhookSettings(
    String name, NoticeFilter filter, Kind kind, Secret url, Optional<Secret> signingKey)
    implements ChannelSettings {
  /** What a web hook understands. */
  public enum Kind {
    SLACK,
    TEAMS,
    /** Tidemark's own JSON. */
    GENERIC;

    /** By the host that a web hook is at. */
    public static Kind of(URI url) {
      String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
      if (host.equals("hooks.slack.com")) {
        return SLACK;
      }
      boolean teams =
          host.endsWith(".webhook.office.com")
              || host.endsWith(".logic.azure.com")
              || host.endsWith(".powerplatform.com");
      return teams ? TEAMS : GENERIC;
    }
  }

  public WebhookSettings {
    requireNonNull(name, "name is null");
    requireNonNull(filter, "filter is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(url, "url is null");
    requireNonNull(signingKey, "signingKey is null");
  }
}
