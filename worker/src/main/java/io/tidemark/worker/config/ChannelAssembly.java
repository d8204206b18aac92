package io.tidemark.worker.config;

import io.tidemark.notify.ChannelSettings;
import io.tidemark.notify.EmailSettings;
import io.tidemark.notify.EmailSettings.Security;
import io.tidemark.notify.NoticeFilter;
import io.tidemark.notify.WebhookSettings;
import io.tidemark.notify.WebhookSettings.Kind;
import io.tidemark.postgres.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes the channel of {@code NOTIFICATION_EMAIL} and that of {@code NOTIFICATION_WEBHOOK}. */
final class ChannelAssembly {
  private static final int SUBMISSION = 587;
  private static final int SUBMISSION_TLS = 465;

  private final NotificationVariables variables;
  private final List<String> problems;

  /**
   * @param problems added to
   */
  ChannelAssembly(NotificationVariables variables, List<String> problems) {
    this.variables = variables;
    this.problems = problems;
  }

  NotificationConfig assemble() {
    List<ChannelSettings> channels = new ArrayList<>();
    NoticeFilter filter =
        new NoticeFilter(
            variables.notificationLevel(),
            variables
                .notificationEvents()
                .map(text -> Set.copyOf(NotificationVariables.split(text)))
                .orElse(Set.of()));
    variables.notificationEmail().flatMap(to -> email(to, filter)).ifPresent(channels::add);
    variables.notificationWebhook().map(url -> webhook(url, filter)).ifPresent(channels::add);
    return new NotificationConfig(
        variables.notificationEnabled() ? channels : List.of(), variables.webUi());
  }

  private Optional<ChannelSettings> email(String to, NoticeFilter filter) {
    if (variables.smtpHost().isEmpty()) {
      problems.add(
          "NOTIFICATION_EMAIL is set, SMTP_HOST is not: give the mail server, such as"
              + " smtp.example.com");
      return Optional.empty();
    }
    if (variables.smtpUser().isPresent() != variables.smtpPassword().isPresent()) {
      problems.add("SMTP_USER and SMTP_PASSWORD: give both, or neither");
    }
    String host = variables.smtpHost().get();
    Security security =
        variables
            .smtpSecurity()
            .orElseGet(
                () ->
                    variables.smtpPort().orElse(SUBMISSION) == SUBMISSION_TLS
                        ? Security.TLS
                        : Security.STARTTLS);
    if (security == Security.NONE && variables.smtpPassword().isPresent() && !local(host)) {
      problems.add(
          "SMTP_SECURITY=none would send SMTP_PASSWORD in plain text to "
              + host
              + ": use tls or starttls");
    }
    int usual = security == Security.TLS ? SUBMISSION_TLS : SUBMISSION;
    return Optional.of(
        new EmailSettings(
            "email",
            filter,
            host,
            variables.smtpPort().orElse(usual),
            security,
            variables.smtpUser(),
            variables.smtpPassword(),
            variables.smtpFrom().orElse("tidemark@" + (local(host) ? "localhost" : host)),
            NotificationVariables.split(to)));
  }

  private ChannelSettings webhook(Secret url, NoticeFilter filter) {
    Kind kind = Kind.of(URI.create(url.reveal()));
    String name = kind == Kind.GENERIC ? "webhook" : kind.name().toLowerCase(Locale.ROOT);
    return new WebhookSettings(name, filter, kind, url, variables.notificationWebhookKey());
  }

  private static boolean local(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
  }
}
