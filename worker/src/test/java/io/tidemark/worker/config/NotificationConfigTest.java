package io.tidemark.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tidemark.notify.EmailSettings;
import io.tidemark.notify.EmailSettings.Security;
import io.tidemark.notify.Severity;
import io.tidemark.notify.WebhookSettings;
import io.tidemark.notify.WebhookSettings.Kind;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variables that say whom to tell. */
final class NotificationConfigTest {
  private static final Map<String, String> MAIL =
      Map.of(
          "NOTIFICATION_EMAIL", "ops@example.com, dba@example.com", "SMTP_HOST", "mx.example.com");

  @TempDir Path folder;

  @Test
  void nobodyIsToldUnlessAsked() throws ConfigException {
    assertThat(load(Map.of()).channels()).isEmpty();
    assertThat(load(Map.of("SMTP_HOST", "mx.example.com")).channels()).isEmpty();
  }

  @Test
  void mailNeedsAddressesAndAServer() throws ConfigException {
    assertThat(load(MAIL).channels())
        .singleElement(type(EmailSettings.class))
        .satisfies(
            email -> {
              assertThat(email.to()).containsExactly("ops@example.com", "dba@example.com");
              assertThat(email.port()).isEqualTo(587);
              assertThat(email.security()).isEqualTo(Security.STARTTLS);
              assertThat(email.from()).isEqualTo("tidemark@mx.example.com");
              assertThat(email.user()).isEmpty();
            });
  }

  @Test
  void everyVariableOfMailArrives() throws ConfigException {
    Map<String, String> given = new TreeMap<>(MAIL);
    given.put("SMTP_PORT", "465");
    given.put("SMTP_USER", "ops");
    given.put("SMTP_PASSWORD", "hunter2");
    given.put("SMTP_FROM", "backup@example.com");
    given.put("NOTIFICATION_LEVEL", "warning");
    given.put("NOTIFICATION_EVENTS", "backup-failed, restore-failed");
    NotificationConfig config = load(given);
    assertThat(config.channels())
        .singleElement(type(EmailSettings.class))
        .satisfies(
            email -> {
              assertThat(email.security()).isEqualTo(Security.TLS);
              assertThat(email.port()).isEqualTo(465);
              assertThat(email.user()).hasValue("ops");
              assertThat(email.password().orElseThrow().reveal()).isEqualTo("hunter2");
              assertThat(email.from()).isEqualTo("backup@example.com");
              assertThat(email.filter().least()).isEqualTo(Severity.WARNING);
              assertThat(email.filter().events())
                  .containsExactlyInAnyOrder("backup-failed", "restore-failed");
            });
    assertThat(config.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.slack.com/services/T0/B0/x, slack, SLACK",
    "https://x.webhook.office.com/webhookb2/x, teams, TEAMS",
    "https://example.com/x, webhook, GENERIC"
  })
  void aWebhookIsKnownByItsHost(String url, String name, Kind kind) throws ConfigException {
    NotificationConfig config =
        load(Map.of("NOTIFICATION_WEBHOOK", url, "NOTIFICATION_WEBHOOK_KEY", "between us"));
    assertThat(config.channels())
        .singleElement(type(WebhookSettings.class))
        .satisfies(
            webhook -> {
              assertThat(webhook.name()).isEqualTo(name);
              assertThat(webhook.kind()).isEqualTo(kind);
              assertThat(webhook.url().reveal()).isEqualTo(url);
              assertThat(webhook.signingKey().orElseThrow().reveal()).isEqualTo("between us");
            });
    assertThat(config.toString()).doesNotContain(url, "between us");
  }

  @Test
  void falseSendsNothing() throws ConfigException {
    Map<String, String> given = new TreeMap<>(MAIL);
    given.put("NOTIFICATION_ENABLED", "false");
    assertThat(load(given).channels()).isEmpty();
  }

  @Test
  void linksLoseTheirSlash() throws ConfigException {
    assertThat(load(Map.of("TIDEMARK_WEB_UI", "http://localhost:8233/")).webUi())
        .hasValue("http://localhost:8233");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOTIFICATION_EMAIL=ops@example.com | SMTP_HOST is not",
        "NOTIFICATION_EMAIL=ops | \"ops\" is no address",
        "NOTIFICATION_WEBHOOK=hooks.slack.com/x | begins with https://",
        "NOTIFICATION_LEVEL=loud | none of info, warning, error",
        "NOTIFICATION_EVENTS=backup failed | no event",
        "NOTIFICATION_ENABLED=1 | neither true nor false",
        "SMTP_PORT=70000 | not a port",
        "SMTP_SECURITY=ssl | none of tls, starttls, none",
        "TIDEMARK_WEB_UI=localhost:8233 | begins with https://"
      })
  void whatCannotBeUsedIsRefused(String variable, String problem) {
    String[] parts = variable.split("=", 2);
    assertThatThrownBy(() -> load(Map.of(parts[0], parts[1])))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(parts[0])
        .hasMessageContaining(problem);
  }

  @Test
  void aPasswordIsNotSentInPlainText() {
    Map<String, String> given = new TreeMap<>(MAIL);
    given.put("SMTP_SECURITY", "none");
    given.put("SMTP_USER", "ops");
    given.put("SMTP_PASSWORD", "hunter2");
    assertThatThrownBy(() -> load(given))
        .hasMessageContaining("plain text")
        .hasMessageNotContaining("hunter2");
  }

  private NotificationConfig load(Map<String, String> more) throws ConfigException {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("DATABASE_URL", "postgresql://u@localhost/orders");
    environment.put("BACKUP_DIR", folder.toString());
    environment.put("BACKUP_ENCRYPTION_KEY", "correct horse battery staple");
    return ConfigLoader.load(environment).notifications();
  }
}
