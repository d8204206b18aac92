package io.tidemark.load;

import io.tidemark.postgres.PgExit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads what pg_restore says on standard error. Lines that may quote rows (DETAIL, CONTEXT) stay
 * here; a message goes into histories and logs.
 */
final class StderrLines {
  private static final int MOST = 20;
  private static final String UNKNOWN_TIMEOUT =
      "unrecognized configuration parameter \"transaction_timeout\"";

  private StderrLines() {}

  /** Warnings that people should read. */
  static List<String> warnings(List<String> stderr) {
    return stderr.stream()
        .filter(line -> hasLevel(line, "warning") && !line.contains("errors ignored on restore"))
        .distinct()
        .limit(MOST)
        .collect(Collectors.toUnmodifiableList());
  }

  /**
   * Whether everything that went wrong is that an older server does not know {@code
   * transaction_timeout}, which pg_restore 17 and later set before anything else.
   */
  static boolean onlyUnknownTimeout(PgExit exit) {
    List<String> errors = exit.stderr().stream().filter(line -> hasLevel(line, "error")).toList();
    return exit.status() == 1
        && exit.unseenLines() == 0
        && !errors.isEmpty()
        && errors.stream().allMatch(line -> line.endsWith(UNKNOWN_TIMEOUT));
  }

  /** What went wrong, on one line. */
  static String errors(PgExit exit) {
    String errors =
        exit.stderr().stream()
            .filter(line -> hasLevel(line, "error") || hasLevel(line, "fatal"))
            .map(StderrLines::withoutValue)
            .distinct()
            .limit(MOST)
            .collect(Collectors.joining("; "));
    return errors.isEmpty() ? "it said nothing that explains it" : errors;
  }

  private static boolean hasLevel(String line, String level) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.contains(level + ": ");
  }

  /** {@code invalid input syntax for type integer: "…"} ends with a value of a row. */
  private static String withoutValue(String line) {
    int value = line.indexOf(": \"", line.toLowerCase(Locale.ROOT).indexOf("invalid"));
    return line.contains("invalid") && value >= 0 ? line.substring(0, value) : line;
  }
}
