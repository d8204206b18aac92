package io.tidemark.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Takes a URI apart: {@code [user[:password]@][host[:port],…][/database][?name=value&…]}.
 *
 * <p>Where libpq ends the password at the first @, this takes the last one before the path: a
 * password with an unescaped @ then means what its writer meant.
 */
final class UriText {
  private static final String ESCAPE_HINT =
      "; characters of a password that mean something in a URI are written as %40 for @, %2F for /,"
          + " %3A for :, %3F for ?, %23 for #, %25 for %";

  private UriText() {}

  /** Reads what follows the scheme. */
  static void read(String text, ConnectionForm form) {
    int question = text.indexOf('?');
    String beforeQuery = question < 0 ? text : text.substring(0, question);
    int slash = beforeQuery.indexOf('/');
    String authority = slash < 0 ? beforeQuery : beforeQuery.substring(0, slash);
    if (slash >= 0 && slash + 1 < beforeQuery.length()) {
      form.database(decoded(beforeQuery.substring(slash + 1), "the database's name"));
    }
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      readUser(authority.substring(0, at), form);
    }
    readHosts(authority.substring(at + 1), form);
    if (question >= 0) {
      readParameters(text.substring(question + 1), form);
    }
  }

  private static void readUser(String text, ConnectionForm form) {
    int colon = text.indexOf(':');
    String user = colon < 0 ? text : text.substring(0, colon);
    if (!user.isEmpty()) {
      form.user(decoded(user, "the user's name"));
    }
    if (colon >= 0 && colon + 1 < text.length()) {
      form.password(decoded(text.substring(colon + 1), "the password"));
    }
  }

  private static void readHosts(String text, ConnectionForm form) {
    if (text.isEmpty()) {
      return;
    }
    for (String place : text.split(",", -1)) {
      int bracket = place.indexOf(']');
      if (place.startsWith("[") != bracket > 0) {
        throw new IllegalArgumentException("an IPv6 address is written in brackets: [::1]:5432");
      }
      int colon = place.indexOf(':', Math.max(bracket, 0));
      String host = colon < 0 ? place : place.substring(0, colon);
      if (bracket > 0) {
        host = place.substring(1, bracket);
        if (bracket + 1 < place.length() && colon != bracket + 1) {
          throw new IllegalArgumentException("after an IPv6 address only :port may follow");
        }
      }
      String port = colon < 0 ? "" : place.substring(colon + 1);
      form.place(decoded(host, "the host's name"), port(port));
    }
  }

  private static String port(String text) {
    if (!text.isEmpty() && !text.chars().allMatch(Character::isDigit)) {
      throw new IllegalArgumentException("the port is not a number" + ESCAPE_HINT);
    }
    return text;
  }

  private static void readParameters(String text, ConnectionForm form) {
    for (String pair : text.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException(
            "after the ? of a URI stand name=value pairs, and one has no name or no ="
                + ESCAPE_HINT);
      }
      form.parameter(
          decoded(pair.substring(0, equals), "a parameter's name"),
          decoded(pair.substring(equals + 1), "a parameter's value"));
    }
  }

  private static String decoded(String text, String what) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.write(bytes[i]);
        continue;
      }
      boolean room = i + 2 < bytes.length;
      int high = room ? Character.digit(bytes[i + 1], 16) : -1;
      int low = room ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0 || high + low == 0) {
        throw new IllegalArgumentException(
            what + " has a % that is not followed by two hexadecimal digits" + ESCAPE_HINT);
      }
      out.write(high * 16 + low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(out.toByteArray()))
          .toString();
    } catch (CharacterCodingException notText) {
      throw new IllegalArgumentException(what + " is not UTF-8 after decoding", notText);
    }
  }
}
