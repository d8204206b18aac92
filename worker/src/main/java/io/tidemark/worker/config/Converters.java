package io.tidemark.worker.config;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.DatabaseUri;
import io.tidemark.postgres.Secret;
import java.io.Serial;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
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

  public static final class Url implements Converter<ConnectionTarget> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public @Nullable ConnectionTarget convert(String value) {
      if (value.isEmpty()) {
        return null;
      }
      return DatabaseUri.parse(value.strip());
    }
  }

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

  /** A path of the file system, made absolute. */
  public static final class Folder implements Converter<Path> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Path convert(String value) {
      if (value.isEmpty()) {
        return null;
      }
      if (value.contains("://")) {
        throw new IllegalArgumentException(
            "\"" + value + "\" is a URL; give a path of this machine's file system");
      }
      try {
        return Path.of(value).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException("is no path: " + e.getReason(), e);
      }
    }
  }

  /** Paths, with commas between them; a record, since lists have converters of their own. */
  public record Files(List<Path> paths) {
    public Files {
      paths = List.copyOf(paths);
    }
  }

  public static final class FileList implements Converter<Files> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Files convert(String value) {
      List<Path> paths = new ArrayList<>();
      for (String one : value.split(",", -1)) {
        Path path = new Folder().convert(one.strip());
        if (path != null) {
          paths.add(path);
        }
      }
      return paths.isEmpty() ? null : new Files(paths);
    }
  }

  public static final class Queue implements Converter<String> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public String convert(String value) {
      // Temporal allows 1,000 bytes; "-parts" is added to what is given here.
      if (value.isBlank() || !value.equals(value.strip()) || value.length() > 200) {
        throw new IllegalArgumentException(
            "must be a name of 1 to 200 characters without blanks around it");
      }
      return value;
    }
  }

  public static final class Compression extends Words {
    @Serial private static final long serialVersionUID = 1L;

    public Compression() {
      super(List.of("zstd", "gzip", "none"));
    }
  }

  public static final class OnDdl extends Words {
    @Serial private static final long serialVersionUID = 1L;

    public OnDdl() {
      super(List.of("fail", "cancel"));
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

  public static final class Days extends WholeNumber {
    @Serial private static final long serialVersionUID = 1L;

    public Days() {
      super(1, 36_500, "days");
    }
  }

  public static final class Count extends WholeNumber {
    @Serial private static final long serialVersionUID = 1L;

    public Count() {
      super(1, 100_000, "backups");
    }
  }

  public static final class Parallelism extends WholeNumber {
    @Serial private static final long serialVersionUID = 1L;

    public Parallelism() {
      super(1, 256, "parts at once");
    }
  }

  public static final class PartSize extends WholeNumber {
    @Serial private static final long serialVersionUID = 1L;

    public PartSize() {
      super(1, 1 << 20, "MiB");
    }
  }

  public static final class Holders extends WholeNumber {
    @Serial private static final long serialVersionUID = 1L;

    public Holders() {
      super(1, 4, "sessions");
    }
  }

  public static final class Minutes extends WholeNumber {
    @Serial private static final long serialVersionUID = 1L;

    public Minutes() {
      super(1, 60 * 24 * 30, "minutes");
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
