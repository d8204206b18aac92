package io.tidemark.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of PostgreSQL since 10.
 *
 * @param major for example 17
 * @param minor for example 11; 0 for a development or beta version
 */
public record PgVersion(int major, int minor) implements Comparable<PgVersion> {
  private static final Pattern ANSWER = Pattern.compile("\\(PostgreSQL\\) (\\d+)(?:\\.(\\d+))?");

  /** What a program answers to {@code --version}; empty when it is none of PostgreSQL's. */
  public static Optional<PgVersion> of(Path program) {
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "--version");
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return parse(answer);
    } catch (IOException notStarted) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Reads "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "… 19beta2". */
  static Optional<PgVersion> parse(String answer) {
    Matcher matcher = ANSWER.matcher(answer);
    if (!matcher.find()) {
      return Optional.empty();
    }
    int minor = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return Optional.of(new PgVersion(Integer.parseInt(matcher.group(1)), minor));
  }

  @Override
  public int compareTo(PgVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
