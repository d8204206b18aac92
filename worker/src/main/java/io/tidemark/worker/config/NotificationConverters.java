package io.tidemark.worker.config;

import io.tidemark.notify.EmailSettings.Security;
import io.tidemark.notify.Severity;
import io.tidemark.postgres.Secret;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.Serial;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** {@link Converters} of what concerns notifications. */
final class NotificationConverters {
  private NotificationConverters() {}

  public static final class TrueOrFalse implements Converter<Boolean> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public Boolean convert(String value) {
      return switch (value.strip().toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default ->
            throw new IllegalArgumentException("\"" + value + "\" is neither true nor false");
      };
    }
  }

  /** Addresses of mails, with commas between them; checked and left as they are. */
  public static final class Addresses implements Converter<String> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String convert(String value) {
      if (value.isEmpty()) {
        return null;
      }
      for (String address : NotificationVariables.split(value)) {
        try {
          new InternetAddress(address, true).validate();
        } catch (AddressException e) {
          throw new IllegalArgumentException(
              "\"" + address + "\" is no address of a mail, such as ops@example.com", e);
        }
      }
      return value;
    }
  }

  /** Secret: whoever has the address may post. */
  public static final class Webhook implements Converter<Secret> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Secret convert(String value) {
      if (value.isEmpty()) {
        return null;
      }
      requireHttp(value.strip());
      return Secret.of(value.strip());
    }
  }

  public static final class Link implements Converter<String> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String convert(String value) {
      if (value.isEmpty()) {
        return null;
      }
      requireHttp(value);
      return value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    }
  }

  public static final class Level implements Converter<Severity> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public Severity convert(String value) {
      for (Severity severity : Severity.values()) {
        if (severity.word().equals(value)) {
          return severity;
        }
      }
      throw new IllegalArgumentException("\"" + value + "\" is none of info, warning, error");
    }
  }

  /** Names of events with commas between them; checked and left as they are. */
  public static final class Events implements Converter<String> {
    @Serial private static final long serialVersionUID = 1L;
    private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)+");

    @Override
    public @Nullable String convert(String value) {
      if (value.isEmpty()) {
        return null;
      }
      for (String event : NotificationVariables.split(value)) {
        if (!NAME.matcher(event).matches()) {
          throw new IllegalArgumentException(
              "\"" + event + "\" is no event, such as backup-failed");
        }
      }
      return value;
    }
  }

  public static final class MailSecurity implements Converter<Security> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Security convert(String value) {
      return switch (value) {
        case "" -> null;
        case "tls" -> Security.TLS;
        case "starttls" -> Security.STARTTLS;
        case "none" -> Security.NONE;
        default ->
            throw new IllegalArgumentException("\"" + value + "\" is none of tls, starttls, none");
      };
    }
  }

  private static void requireHttp(String value) {
    try {
      URI uri = URI.create(value);
      String scheme = String.valueOf(uri.getScheme());
      if ((scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Said below without the value, which may be secret.
    }
    throw new IllegalArgumentException("is no URL that begins with https:// or http://");
  }
}
