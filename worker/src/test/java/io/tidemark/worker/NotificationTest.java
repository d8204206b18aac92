package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.temporal.client.WorkflowFailedException;
import io.tidemark.api.backup.BackupRequest;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real backup to a real mail server and a real web hook. */
final class NotificationTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final List<String> posts = new CopyOnWriteArrayList<>();

  @Test
  void aMailServerThatIsDownDelaysNothingAndGetsItsMailLater() throws Exception {
    int port = freePort();
    HttpServer listener = listener();
    Map<String, String> settings = new TreeMap<>();
    settings.put("NOTIFICATION_EMAIL", "ops@example.com");
    settings.put("SMTP_HOST", "127.0.0.1");
    settings.put("SMTP_PORT", Integer.toString(port));
    settings.put("SMTP_SECURITY", "none");
    settings.put(
        "NOTIFICATION_WEBHOOK", "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook");
    settings.put("TIDEMARK_WEB_UI", "http://localhost:8233/");
    try (TestDatabase database = TestServers.database(15);
        Site site = Site.of(database, folder.resolve("store"), settings)) {
      database.execute("CREATE TABLE t AS SELECT generate_series(1, 10)");
      BackupResult backup = site.backup();
      assertThat(backup.notices()).noneMatch(notice -> notice.contains("notified"));

      Waiting.until("the web hook was told", SOON, () -> !posts.isEmpty());
      JsonNode told = new ObjectMapper().readTree(posts.get(0));
      assertThat(told.at("/notices/0/event").asText()).isEqualTo("backup-succeeded");
      assertThat(told.at("/notices/0/database").asText()).isEqualTo(database.name());
      assertThat(told.at("/notices/0/link").asText())
          .startsWith("http://localhost:8233/namespaces/default/workflows/" + BackupWorkflow.TYPE);

      GreenMail server =
          new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
      server.start();
      try {
        Waiting.until("the mail came", SOON, () -> server.getReceivedMessages().length == 1);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject())
            .isEqualTo(
                "[tidemark] Backup " + backup.backupId() + " of " + database.name() + " is sealed");
      } finally {
        server.stop();
      }
    } finally {
      listener.stop(0);
    }
  }

  @Test
  void aFailureSaysWhatToDo() throws Exception {
    HttpServer listener = listener();
    try (TestDatabase database = TestServers.database(15);
        Site site =
            Site.of(
                database,
                folder.resolve("store"),
                Map.of(
                    "NOTIFICATION_LEVEL",
                    "error",
                    "NOTIFICATION_WEBHOOK",
                    "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook"))) {
      site.backup();
      assertThatThrownBy(
              () ->
                  site.start(BackupWorkflow.TYPE, BackupRequest.of("nobody"))
                      .getResult(BackupResult.class))
          .isInstanceOf(WorkflowFailedException.class);

      Waiting.until("the web hook was told", SOON, () -> !posts.isEmpty());
      JsonNode told = new ObjectMapper().readTree(posts.get(0));
      assertThat(told.path("notices")).hasSize(1);
      assertThat(told.at("/notices/0/event").asText()).isEqualTo("backup-failed");
      assertThat(told.at("/notices/0/lines").toString()).contains("nobody", "What to do");
    } finally {
      listener.stop(0);
    }
  }

  private HttpServer listener() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
