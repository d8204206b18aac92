package io.tidemark.store;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an object: segments of {@code [A-Za-z0-9._=-]} with {@code /} between them, in a form
 * that every provider and every file system takes as it is. Ordered by its characters, which is the
 * order of listings.
 *
 * <p>A segment has 1 to 240 characters and neither begins nor ends with a dot, which keeps {@code
 * ..}, hidden files and names that Azure would shorten out; a key has at most 1,000 characters. Any
 * other name gets in through {@link #escape}.
 */
public record ObjectKey(String value) implements Comparable<ObjectKey>, Serializable {

  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_SEGMENT_LENGTH = 240;
  private static final Pattern SEGMENT =
      Pattern.compile("[A-Za-z0-9_=-]([A-Za-z0-9._=-]*[A-Za-z0-9_=-])?");
  private static final Pattern ESCAPED = Pattern.compile("([A-Za-z0-9._-]|=[0-9A-F]{2})+");

  /**
   * @throws IllegalArgumentException when the value is no valid key
   */
  public ObjectKey {
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "an object key has at most " + MAX_LENGTH + " characters, this one " + value.length());
    }
    for (String segment : value.split("/", -1)) {
      if (segment.length() > MAX_SEGMENT_LENGTH || !SEGMENT.matcher(segment).matches()) {
        throw new IllegalArgumentException("not an object key: \"" + printable(value) + "\"");
      }
    }
  }

  /** The key with this value; empty when it is no valid key, as of an object that is not ours. */
  public static Optional<ObjectKey> parse(String value) {
    try {
      return Optional.of(new ObjectKey(value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Joins segments, each of which may itself hold slashes, with slashes. */
  public static ObjectKey of(String... segments) {
    return new ObjectKey(String.join("/", segments));
  }

  /** This key with more segments behind it. */
  public ObjectKey resolve(String... segments) {
    return new ObjectKey(value + "/" + String.join("/", segments));
  }

  /**
   * Turns any non-empty name into one segment: each byte of its UTF-8 form that a segment cannot
   * hold, and the equals sign itself, becomes {@code =XX}, as in percent encoding. Different names
   * give different segments.
   *
   * @throws IllegalArgumentException when the name is empty
   */
  public static String escape(String anyName) {
    if (anyName.isEmpty()) {
      throw new IllegalArgumentException("an empty name cannot be part of an object key");
    }
    byte[] bytes = anyName.getBytes(StandardCharsets.UTF_8);
    StringBuilder segment = new StringBuilder(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      boolean atAnEnd = i == 0 || i == bytes.length - 1;
      if (isPlain(bytes[i]) || (bytes[i] == '.' && !atAnEnd)) {
        segment.append((char) bytes[i]);
      } else {
        segment.append('=').append(HexFormat.of().withUpperCase().toHexDigits(bytes[i]));
      }
    }
    return segment.toString();
  }

  /**
   * The name that {@link #escape} made this segment of.
   *
   * @throws IllegalArgumentException when it never came from there
   */
  public static String unescape(String segment) {
    if (!ESCAPED.matcher(segment).matches()) {
      throw new IllegalArgumentException("not an escaped name: \"" + printable(segment) + "\"");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      if (segment.charAt(i) == '=') {
        bytes.write(HexFormat.fromHexDigits(segment, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(segment.charAt(i));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isPlain(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '_'
        || b == '-';
  }

  private static String printable(String text) {
    String start = text.length() > 100 ? text.substring(0, 100) + "..." : text;
    return start.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
