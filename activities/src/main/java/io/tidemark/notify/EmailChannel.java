package io.tidemark.notify;

import io.tidemark.notify.EmailSettings.Security;
import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Mail, as text and as HTML, by Jakarta Mail. */
final class EmailChannel implements Channel {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final EmailSettings settings;

  EmailChannel(EmailSettings settings) {
    this.settings = settings;
  }

  @Override
  public void deliver(Digest digest) throws NotifyException {
    try {
      Transport.send(message(digest, Session.getInstance(properties(), authenticator())));
    } catch (MessagingException e) {
      throw new NotifyException(
          "The mail server "
              + settings.host()
              + ":"
              + settings.port()
              + " did not take a mail: "
              + reason(e));
    }
  }

  private MimeMessage message(Digest digest, Session session) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.from()));
    for (String address : settings.to()) {
      message.addRecipient(RecipientType.TO, new InternetAddress(address));
    }
    message.setSubject("[tidemark] " + digest.subject(), UTF_8);
    message.setHeader(
        "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)));
    // Keeps holiday notices from coming back.
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(MailText.plain(digest), UTF_8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(MailText.html(digest), UTF_8, "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    return message;
  }

  private Properties properties() {
    String patience = Long.toString(PATIENCE.toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", settings.host());
    properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
    properties.setProperty("mail.smtp.connectiontimeout", patience);
    properties.setProperty("mail.smtp.timeout", patience);
    properties.setProperty("mail.smtp.writetimeout", patience);
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty(
        "mail.smtp.ssl.enable", Boolean.toString(settings.security() == Security.TLS));
    String starttls = Boolean.toString(settings.security() == Security.STARTTLS);
    properties.setProperty("mail.smtp.starttls.enable", starttls);
    properties.setProperty("mail.smtp.starttls.required", starttls);
    return properties;
  }

  private @Nullable Authenticator authenticator() {
    if (settings.user().isEmpty()) {
      return null;
    }
    String user = settings.user().get();
    String password = settings.password().map(secret -> secret.reveal()).orElse("");
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(user, password);
      }
    };
  }

  /** The outermost text is often only "Could not connect"; the innermost says why. */
  private static String reason(Throwable e) {
    String outer = String.valueOf(e.getMessage()).strip();
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String inner = String.valueOf(root.getMessage()).strip();
    return outer.contains(inner) ? outer : outer + " (" + inner + ")";
  }
}
