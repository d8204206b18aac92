package io.tidemark.notify;

import io.tidemark.notify.WebhookSettings.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts JSON. Redirects are not followed: the address was configured, and what is posted is meant
 * for that address alone. Messages name the host only, since the rest of an address is a secret.
 */
final class WebhookChannel implements Channel {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(Redirect.NEVER).build();

  private final WebhookSettings settings;
  private final Duration patience;

  WebhookChannel(WebhookSettings settings) {
    this(settings, PATIENCE);
  }

  WebhookChannel(WebhookSettings settings, Duration patience) {
    this.settings = settings;
    this.patience = patience;
  }

  @Override
  public void deliver(Digest digest) throws NotifyException, InterruptedException {
    URI url = URI.create(settings.url().reveal());
    byte[] body = body(digest);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("User-Agent", "tidemark")
            .POST(BodyPublishers.ofByteArray(body));
    settings
        .signingKey()
        .filter(unused -> settings.kind() == Kind.GENERIC)
        .ifPresent(key -> Signature.sign(request, key, body, Clock.systemUTC()));
    int status = post(request.build());
    if (status / 100 == 3) {
      throw failed(
          "answered " + status + ", a redirect, which is not followed: configure where it leads");
    }
    if (status / 100 != 2) {
      throw failed("answered " + status);
    }
  }

  /** The whole exchange within the time: the client's own timeout ends with the headers. */
  private int post(HttpRequest request) throws NotifyException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, BodyHandlers.discarding());
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      throw failed("did not answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw failed(
          cause instanceof IOException && cause.getMessage() != null
              ? "could not be reached: " + cause.getMessage()
              : "could not be reached");
    } finally {
      answer.cancel(true);
    }
  }

  private byte[] body(Digest digest) {
    String json =
        switch (settings.kind()) {
          case SLACK -> SlackJson.of(digest);
          case TEAMS -> TeamsJson.of(digest);
          case GENERIC -> GenericJson.of(digest);
        };
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private NotifyException failed(String what) {
    String host = URI.create(settings.url().reveal()).getHost();
    return new NotifyException("The web hook " + settings.name() + " at " + host + " " + what);
  }
}
