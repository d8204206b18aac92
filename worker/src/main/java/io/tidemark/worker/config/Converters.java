package io.tidemark.worker.config;

import io.tidemark.postgres.Secret;
import java.io.Serial;
import java.util.List;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * From texts to values. Each converter refuses what it does not take with a sentence that says what
 * it does take; no message of one repeats a value that may be secret. SmallRye Config makes them
 * through their public constructors, and asks those of optional variables what the empty text
 * means: null, for nothing.
 */
final class Converters {
  private Converters() {}

  public static final class SecretText implements Converter<Secret> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Secret convert(String value) {
      if (value.isEmpty()) {
        return null;
      }
      return Secret.of(value);
    }
  }

  public static final class LogFormat extends Words {
    @Serial private static final long serialVersionUID = 1L;

    public LogFormat() {
      super(List.of("text", "json"));
    }
  }

  public static final class StopSeconds extends WholeNumber {
    @Serial private static final long serialVersionUID = 1L;

    public StopSeconds() {
      super(1, 3_600, "seconds");
    }
  }

  public static final class Port implements Converter<Integer> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Integer convert(String value) {
      if (value.isEmpty()) {
        return null;
      }
      try {
        int port = Integer.parseInt(value.strip());
        if (port >= 0 && port <= 65_535) {
          return port;
        }
      } catch (NumberFormatException e) {
        // Said below, as for a number out of bounds.
      }
      throw new IllegalArgumentException("\"" + value + "\" is not a port from 0 to 65535");
    }
  }

  /** A host's name or an address, without a port. */
  public static final class Host implements Converter<String> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public String convert(String value) {
      if (value.isBlank() || value.contains("/") || value.chars().anyMatch(c -> c <= ' ')) {
        throw new IllegalArgumentException(
            "\"" + value + "\" is neither a host's name nor an address, such as 127.0.0.1");
      }
      return value;
    }
  }

  private abstract static class Words implements Converter<String> {
    @Serial private static final long serialVersionUID = 1L;

    private final List<String> words;

    Words(List<String> words) {
      this.words = words;
    }

    @Override
    public String convert(String value) {
      if (!words.contains(value)) {
        throw new IllegalArgumentException(
            "\"" + value + "\" is not one of " + String.join(", ", words));
      }
      return value;
    }
  }

  private abstract static class WholeNumber implements Converter<Integer> {
    @Serial private static final long serialVersionUID = 1L;

    private final int least;
    private final int most;
    private final String unit;

    WholeNumber(int least, int most, String unit) {
      this.least = least;
      this.most = most;
      this.unit = unit;
    }

    @Override
    public @Nullable Integer convert(String value) {
      if (value.isEmpty()) {
        return null;
      }
      try {
        int number = Integer.parseInt(value.strip());
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below, as for a number out of bounds.
      }
      throw new IllegalArgumentException(
          "\"" + value + "\" is not a whole number of " + unit + " from " + least + " to " + most);
    }
  }
}
