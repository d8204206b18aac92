package io.tidemark.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tidemark.notify.EmailSettings.Security;
import io.tidemark.postgres.Secret;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails, caught by a server that keeps them. */
final class EmailChannelTest {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aMailHoldsTheSameAsTextAndAsHtml() throws Exception {
    channel(Security.NONE, null).deliver(Notices.digest(Notices.failed("orders")));

    MimeMessage mail = onlyMail();
    assertThat(mail.getSubject()).isEqualTo("[tidemark] The backup of orders failed");
    assertThat(mail.getFrom()[0]).hasToString("tidemark@example.com");
    assertThat(mail.getAllRecipients()).hasSize(2);
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat((String) parts.getBodyPart(0).getContent())
        .contains("The backup of orders failed", "<disk> full & gone")
        .contains("http://localhost:8233/namespaces/default/workflows/backup%20orders%2F1/run-1");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat((String) parts.getBodyPart(1).getContent())
        .contains("&lt;disk&gt; full &amp; gone")
        .doesNotContain("<disk>");
  }

  @Test
  void manyNoticesAreOneMail() throws Exception {
    Digest digest =
        new Digest(
            List.of(Notices.failed("orders"), Notices.failed("users"), Notices.succeeded("shop")),
            7,
            Optional.empty());
    channel(Security.NONE, null).deliver(digest);

    MimeMessage mail = onlyMail();
    assertThat(mail.getSubject()).contains("3 messages, 2 of failures", "orders");
    assertThat((String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent())
        .contains("of users failed", "Backup x of shop", "7 messages before this");
  }

  @Test
  void theServerIsToldWhoWeAre() throws Exception {
    server.setUser("ops@example.com", "ops", "hunter2");
    EmailChannel right = channel(Security.NONE, "hunter2");
    assertThatCode(() -> right.deliver(Notices.digest(Notices.failed("orders"))))
        .doesNotThrowAnyException();
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() {
    server.setUser("ops@example.com", "ops", "hunter2");
    EmailChannel wrong = channel(Security.NONE, "swordfish");
    assertThatThrownBy(() -> wrong.deliver(Notices.digest(Notices.failed("orders"))))
        .isInstanceOf(NotifyException.class)
        .hasMessageContaining("127.0.0.1:")
        .hasMessageNotContaining("swordfish");
  }

  @Test
  void aServerWithoutTlsGetsNothingWhenTlsWasAskedFor() {
    EmailChannel channel = channel(Security.STARTTLS, null);
    assertThatThrownBy(() -> channel.deliver(Notices.digest(Notices.failed("orders"))))
        .isInstanceOf(NotifyException.class)
        .hasMessageContaining("STARTTLS");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatIsDownIsNamed() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    EmailChannel channel = channel(nobody, Security.NONE, null);
    assertThatThrownBy(() -> channel.deliver(Notices.digest(Notices.failed("orders"))))
        .isInstanceOf(NotifyException.class)
        .hasMessageContaining("127.0.0.1:" + nobody)
        .hasMessageContaining("refused");
  }

  private MimeMessage onlyMail() {
    // Two recipients, so the catcher has it twice.
    assertThat(server.waitForIncomingEmail(5_000, 2)).isTrue();
    assertThat(server.getReceivedMessages()).hasSize(2);
    return server.getReceivedMessages()[0];
  }

  private EmailChannel channel(Security security, @Nullable String word) {
    return channel(server.getSmtp().getPort(), security, word);
  }

  private static EmailChannel channel(int port, Security security, @Nullable String word) {
    return new EmailChannel(
        new EmailSettings(
            "email",
            NoticeFilter.ALL,
            "127.0.0.1",
            port,
            security,
            Optional.ofNullable(word).map(unused -> "ops"),
            Optional.ofNullable(word).map(Secret::of),
            "tidemark@example.com",
            List.of("ops@example.com", "dba@example.com")));
  }
}
