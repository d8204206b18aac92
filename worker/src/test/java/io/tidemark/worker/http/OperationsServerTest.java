package io.tidemark.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.worker.config.HttpConfig;
import io.tidemark.worker.http.Readiness.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The three pages and the choice of a port. */
final class OperationsServerTest {
  private static final HttpConfig ANY_PORT = new HttpConfig("127.0.0.1", Optional.of(0));

  @Test
  void servesMetricsAndHealth() throws Exception {
    try (OperationsServer server = OperationsServer.bind(ANY_PORT)) {
      server.serve(() -> "up 1\n", () -> new Answer(Map.of("temporal", "ok")));

      HttpResponse<String> metrics = get(server, "/metrics");
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.body()).isEqualTo("up 1\n");
      assertThat(metrics.headers().firstValue("Content-Type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
      assertThat(get(server, "/health/live").body()).isEqualTo("{\"live\":true}\n");
      HttpResponse<String> ready = get(server, "/health/ready");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).isEqualTo("{\"ready\":true,\"checks\":{\"temporal\":\"ok\"}}\n");
    }
  }

  @Test
  void sayWhatIsNotReady() throws Exception {
    try (OperationsServer server = OperationsServer.bind(ANY_PORT)) {
      server.serve(() -> "", () -> new Answer(Map.of("temporal", "UNAVAILABLE")));

      HttpResponse<String> ready = get(server, "/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("\"ready\":false", "UNAVAILABLE");
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void knowsNoOtherPageAndTakesNothing() throws Exception {
    try (OperationsServer server = OperationsServer.bind(ANY_PORT)) {
      server.serve(() -> "", () -> new Answer(Map.of()));

      assertThat(get(server, "/").statusCode()).isEqualTo(404);
      assertThat(get(server, "/metrics/more").statusCode()).isEqualTo(404);
      HttpRequest post =
          HttpRequest.newBuilder(uri(server, "/metrics"))
              .POST(BodyPublishers.ofString("x"))
              .build();
      assertThat(send(post).statusCode()).isEqualTo(405);
    }
  }

  @Test
  void aChosenPortThatIsTakenIsAnError() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpConfig taken = new HttpConfig("127.0.0.1", Optional.of(other.getLocalPort()));
      assertThatThrownBy(() -> OperationsServer.bind(taken))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
          .hasMessageContaining("--http-port");
    }
  }

  @Test
  void withoutAChoiceTheSecondWorkerTakesAFreePort() throws Exception {
    HttpConfig unchosen = new HttpConfig("127.0.0.1", Optional.empty());
    try (OperationsServer one = OperationsServer.bind(unchosen);
        OperationsServer two = OperationsServer.bind(unchosen)) {
      assertThat(two.address().getPort()).isNotEqualTo(one.address().getPort()).isPositive();
      assertThat(two.address().getPort()).isNotEqualTo(HttpConfig.USUAL_PORT);
    }
  }

  private static HttpResponse<String> get(OperationsServer server, String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(server, path)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static URI uri(OperationsServer server, String path) {
    return server.address().resolve(path);
  }
}
