package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code notify test}, to a real listener. */
final class NotifyCommandTest {
  @TempDir Path folder;

  private final List<String> posts = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile int status = 204;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aTestMessageIsSent() {
    Screen screen = screen(Map.of("NOTIFICATION_WEBHOOK", url()));
    assertThat(screen.run("notify", "test")).isZero();
    assertThat(screen.out()).isEqualTo("webhook    ok\n");
    assertThat(posts).hasSize(1);
    assertThat(posts.get(0)).contains("A test message of Tidemark", "\"event\":\"test-sent\"");
  }

  @Test
  void whatWasNotTakenIsToldToPrograms() throws Exception {
    status = 500;
    Screen screen = screen(Map.of("NOTIFICATION_WEBHOOK", url()));
    assertThat(screen.run("notify", "test", "webhook", "--json")).isEqualTo(1);
    assertThat(screen.outJson().at("/channels/0/sent").asBoolean()).isFalse();
    assertThat(screen.outJson().at("/channels/0/problem").asText()).contains("answered 500");
  }

  @Test
  void anUnknownChannelIsNotFound() {
    Screen screen = screen(Map.of("NOTIFICATION_WEBHOOK", url()));
    assertThat(screen.run("notify", "test", "slack")).isEqualTo(10);
    assertThat(screen.err()).contains("no channel slack", "webhook");
  }

  @Test
  void withoutAChannelItSaysWhatToSet() {
    Screen screen = screen(Map.of());
    assertThat(screen.run("notify", "test")).isEqualTo(2);
    assertThat(screen.err()).contains("NOTIFICATION_EMAIL", "NOTIFICATION_WEBHOOK");
  }

  @Test
  void theGroupAloneIsAUsageError() {
    assertThat(screen(Map.of()).run("notify")).isEqualTo(2);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  private Screen screen(Map<String, String> more) {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("DATABASE_URL", "postgresql://u@localhost/orders");
    environment.put("BACKUP_DIR", folder.toString());
    environment.put("BACKUP_ENCRYPTION_KEY", "correct horse battery staple");
    return Screen.withoutTemporal(environment);
  }
}
