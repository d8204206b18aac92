package io.tidemark.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.notify.Listener.Post;
import io.tidemark.notify.WebhookSettings.Kind;
import io.tidemark.postgres.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts, taken and refused by a real listener. */
final class WebhookChannelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Secret KEY = Secret.of("between us");
  private static final Digest TWO =
      Notices.digest(Notices.failed("orders"), Notices.succeeded("shop"));

  @Test
  void theOwnFormatIsSigned() throws Exception {
    try (Listener listener = new Listener(Listener.status(204))) {
      channel(listener, Kind.GENERIC, Duration.ofSeconds(5)).deliver(TWO);

      Post post = listener.posts().get(0);
      byte[] body = post.body().getBytes(StandardCharsets.UTF_8);
      assertThat(post.signature()).isEqualTo("v1=" + Signature.of(KEY, post.timestamp(), body));
      JsonNode root = JSON.readTree(post.body());
      assertThat(root.path("version").asInt()).isEqualTo(1);
      assertThat(root.path("severity").asText()).isEqualTo("error");
      assertThat(root.path("notices")).hasSize(2);
      JsonNode first = root.path("notices").get(0);
      assertThat(first.path("event").asText()).isEqualTo("backup-failed");
      assertThat(first.path("database").asText()).isEqualTo("orders");
      assertThat(first.path("lines").get(0).asText()).isEqualTo("<disk> full & gone");
      assertThat(first.path("link").asText()).endsWith("/workflows/backup%20orders%2F1/run-1");
    }
  }

  /** Computed with openssl, as docs/notifications.md tells receivers to. */
  @Test
  void theSignatureIsWhatOtherToolsCompute() {
    assertThat(Signature.of(Secret.of("key"), "1700000000", "{}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
  }

  @Test
  void slackGetsItsOwnFormat() throws Exception {
    try (Listener listener = new Listener(Listener.status(200))) {
      channel(listener, Kind.SLACK, Duration.ofSeconds(5)).deliver(TWO);

      Post post = listener.posts().get(0);
      assertThat(post.signature()).isEqualTo("null");
      JsonNode root = JSON.readTree(post.body());
      assertThat(root.path("text").asText()).contains("2 messages, 1 of failures");
      JsonNode first = root.path("attachments").get(0);
      assertThat(first.path("color").asText()).isEqualTo("#c62828");
      assertThat(first.at("/blocks/0/text/text").asText())
          .contains("*The backup of orders failed*", "&lt;disk&gt; full &amp; gone");
      assertThat(first.at("/blocks/1/text/text").asText())
          .startsWith("<http://localhost:8233/namespaces/default/workflows/");
    }
  }

  @Test
  void teamsGetsAnAdaptiveCard() throws Exception {
    try (Listener listener = new Listener(Listener.status(202))) {
      channel(listener, Kind.TEAMS, Duration.ofSeconds(5)).deliver(TWO);

      JsonNode attachment = JSON.readTree(listener.posts().get(0).body()).at("/attachments/0");
      assertThat(attachment.path("contentType").asText())
          .isEqualTo("application/vnd.microsoft.card.adaptive");
      JsonNode card = attachment.path("content");
      assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
      assertThat(card.at("/body/0/text").asText()).isEqualTo("The backup of orders failed");
      assertThat(card.at("/body/0/color").asText()).isEqualTo("Attention");
      assertThat(card.at("/actions/0/url").asText()).startsWith("http://localhost:8233/");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 429, 500, 503})
  void aRefusalIsToldWithoutTheAddress(int status) throws Exception {
    try (Listener listener = new Listener(Listener.status(status))) {
      WebhookChannel channel = channel(listener, Kind.GENERIC, Duration.ofSeconds(5));
      assertThatThrownBy(() -> channel.deliver(TWO))
          .isInstanceOf(NotifyException.class)
          .hasMessageContaining("127.0.0.1 answered " + status)
          .hasMessageNotContaining("T0KEN");
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (Listener listener =
        new Listener(
            exchange -> {
              exchange.getResponseHeaders().set("Location", "/again");
              exchange.sendResponseHeaders(307, -1);
              exchange.close();
            })) {
      WebhookChannel channel = channel(listener, Kind.GENERIC, Duration.ofSeconds(5));
      assertThatThrownBy(() -> channel.deliver(TWO))
          .isInstanceOf(NotifyException.class)
          .hasMessageContaining("307, a redirect");
      assertThat(listener.posts()).hasSize(1);
    }
  }

  @Test
  void aListenerThatNeverAnswersIsGivenUp() throws Exception {
    try (Listener listener = new Listener(exchange -> {})) {
      WebhookChannel channel = channel(listener, Kind.GENERIC, Duration.ofMillis(300));
      assertThatThrownBy(() -> channel.deliver(TWO))
          .isInstanceOf(NotifyException.class)
          .hasMessageContaining("did not answer");
    }
  }

  @Test
  void aListenerThatNeverEndsItsAnswerIsGivenUp() throws Exception {
    try (Listener listener =
        new Listener(
            exchange -> {
              exchange.sendResponseHeaders(200, 1_000_000);
              exchange.getResponseBody().write('x');
              exchange.getResponseBody().flush();
            })) {
      WebhookChannel channel = channel(listener, Kind.GENERIC, Duration.ofMillis(300));
      assertThatThrownBy(() -> channel.deliver(TWO))
          .isInstanceOf(NotifyException.class)
          .hasMessageContaining("did not answer");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.slack.com/services/x, SLACK",
    "https://contoso.webhook.office.com/webhookb2/x, TEAMS",
    "https://prod-1.westeurope.logic.azure.com/workflows/x, TEAMS",
    "https://example.com/hooks.slack.com, GENERIC",
    "https://hooks.slack.com.example.com/x, GENERIC"
  })
  void theKindIsKnownByTheHost(String url, Kind kind) {
    assertThat(Kind.of(URI.create(url))).isEqualTo(kind);
  }

  @Test
  void aFilterLetsThroughWhatItNames() {
    Notifier notifier =
        new Notifier(
            List.of(
                settings("all", NoticeFilter.ALL),
                settings("bad", new NoticeFilter(Severity.ERROR, Set.of()))),
            Optional.empty());
    assertThat(notifier.channelsFor(Notices.failed("orders").message()))
        .containsExactly("all", "bad");
    assertThat(notifier.channelsFor(Notices.succeeded("orders").message())).containsExactly("all");
  }

  private static WebhookSettings settings(String name, NoticeFilter filter) {
    return new WebhookSettings(
        name, filter, Kind.GENERIC, Secret.of("http://127.0.0.1/x"), Optional.empty());
  }

  private static WebhookChannel channel(Listener listener, Kind kind, Duration patience) {
    return new WebhookChannel(
        new WebhookSettings(
            "hook", NoticeFilter.ALL, kind, Secret.of(listener.url("/T0KEN")), Optional.of(KEY)),
        patience);
  }
}
