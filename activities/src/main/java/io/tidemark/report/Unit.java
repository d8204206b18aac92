package io.tidemark.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a column's values are, and how people read them. Programs get the bare values. */
public enum Unit {
  TEXT,
  /** SQL, shown with fixed width. */
  SQL,
  COUNT,
  NUMBER,
  BYTES,
  PERCENT,
  SECONDS,
  MILLIS,
  TIME;

  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  /** Whether values stand to the right of their column. */
  public boolean isNumeric() {
    return this != TEXT && this != SQL && this != TIME;
  }

  /** A value as people read it; what cannot be seen is a dash. */
  public String format(@Nullable Object value) {
    if (value == null) {
      return "–";
    }
    return switch (this) {
      case TEXT, SQL ->
          value instanceof List<?> list
              ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
              : String.valueOf(value);
      case COUNT -> String.format(Locale.ROOT, "%,d", Math.round(number(value)));
      case NUMBER -> String.format(Locale.ROOT, "%.2f", number(value));
      case BYTES -> bytes(number(value));
      case PERCENT -> String.format(Locale.ROOT, "%.1f %%", number(value));
      case SECONDS -> seconds(number(value));
      case MILLIS -> millis(number(value));
      case TIME ->
          value instanceof Instant time
              ? time.truncatedTo(ChronoUnit.SECONDS).toString()
              : String.valueOf(value);
    };
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 1024 && unit < BYTE_UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? Math.round(bytes) + " B"
        : String.format(Locale.ROOT, "%.1f %s", value, BYTE_UNITS[unit]);
  }

  private static String millis(double millis) {
    return millis < 1000
        ? String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.0f ms", millis)
        : seconds(millis / 1000);
  }

  private static String seconds(double seconds) {
    if (Math.abs(seconds) < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    Duration time = Duration.ofSeconds(Math.round(seconds));
    if (time.toMinutes() == 0) {
      return time.toSeconds() + " s";
    }
    if (time.toHours() == 0) {
      return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
    return time.toDays() == 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toDays() + " d " + time.toHoursPart() + " h";
  }
}
