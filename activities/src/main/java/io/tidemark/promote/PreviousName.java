package io.tidemark.promote;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The name under which a replaced database is kept. */
public final class PreviousName {
  private static final int MOST_BYTES = 63; // PostgreSQL's NAMEDATALEN - 1
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private PreviousName() {}

  /**
   * {@code <target>_before_<yyyymmddhhmmss>}, UTC; a long name loses its end, never a half letter.
   */
  public static String of(String target, Instant at) {
    String suffix = "_before_" + SECONDS.format(at);
    int left = MOST_BYTES - suffix.length();
    String name = target;
    while (name.getBytes(StandardCharsets.UTF_8).length > left) {
      name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
    }
    return name + suffix;
  }
}
