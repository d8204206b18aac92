package io.tidemark.worker.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.tidemark.notify.EmailSettings.Security;
import io.tidemark.notify.Severity;
import io.tidemark.postgres.Secret;
import io.tidemark.worker.config.Converters.Host;
import io.tidemark.worker.config.Converters.Port;
import io.tidemark.worker.config.Converters.SecretText;
import io.tidemark.worker.config.NotificationConverters.Addresses;
import io.tidemark.worker.config.NotificationConverters.Events;
import io.tidemark.worker.config.NotificationConverters.Level;
import io.tidemark.worker.config.NotificationConverters.Link;
import io.tidemark.worker.config.NotificationConverters.MailSecurity;
import io.tidemark.worker.config.NotificationConverters.TrueOrFalse;
import io.tidemark.worker.config.NotificationConverters.Webhook;
import java.util.List;
import java.util.Optional;

/** Variables that say whom to tell; part of {@link Variables}. */
interface NotificationVariables {
  @WithName("notification.enabled")
  @WithConverter(TrueOrFalse.class)
  @WithDefault("true")
  boolean notificationEnabled();

  @WithName("notification.email")
  @WithConverter(Addresses.class)
  Optional<String> notificationEmail();

  @WithName("notification.webhook")
  @WithConverter(Webhook.class)
  Optional<Secret> notificationWebhook();

  @WithName("notification.webhook-key")
  @WithConverter(SecretText.class)
  Optional<Secret> notificationWebhookKey();

  @WithName("notification.level")
  @WithConverter(Level.class)
  @WithDefault("info")
  Severity notificationLevel();

  @WithName("notification.events")
  @WithConverter(Events.class)
  Optional<String> notificationEvents();

  @WithName("smtp.host")
  @WithConverter(Host.class)
  Optional<String> smtpHost();

  @WithName("smtp.port")
  @WithConverter(Port.class)
  Optional<Integer> smtpPort();

  @WithName("smtp.user")
  Optional<String> smtpUser();

  @WithName("smtp.password")
  @WithConverter(SecretText.class)
  Optional<Secret> smtpPassword();

  @WithName("smtp.from")
  @WithConverter(Addresses.class)
  Optional<String> smtpFrom();

  @WithName("smtp.security")
  @WithConverter(MailSecurity.class)
  Optional<Security> smtpSecurity();

  @WithName("tidemark.web-ui")
  @WithConverter(Link.class)
  Optional<String> webUi();

  /** The parts of a text with commas. */
  static List<String> split(String text) {
    return List.of(text.strip().split("\\s*,\\s*"));
  }
}
