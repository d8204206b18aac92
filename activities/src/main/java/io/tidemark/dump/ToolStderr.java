package io.tidemark.dump;

import io.tidemark.postgres.PgExit;
import io.tidemark.postgres.PgToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges how pg_dump or pg_dumpall ended: exit status first, then every line. What is not known to
 * be harmless fails the part, since these programs warn of what they leave out.
 */
final class ToolStderr {
  private enum Verdict {
    /** Of no consequence for the way we load. */
    HARMLESS,
    /** People should read it. */
    NOTICE
  }

  private record Rule(Pattern line, Verdict verdict) {}

  private static final List<Rule> RULES =
      List.of(
          // Foreign keys are made after all rows are there.
          rule("pg_dump: warning: there are circular foreign-key constraints .*", Verdict.HARMLESS),
          rule("pg_dump: warning: subscriptions not dumped because .*", Verdict.NOTICE),
          rule("pg_dump: warning: owner of .* appears to be invalid", Verdict.NOTICE),
          rule("WARNING:  database \".*\" has a collation version mismatch", Verdict.NOTICE),
          rule("WARNING:  database \".*\" has no actual collation version.*", Verdict.NOTICE));

  /** Lines that belong to the one before: its details and hints, and names listed below it. */
  private static final Pattern CONTINUED =
      Pattern.compile("(\\w+: )?(detail|hint|DETAIL|HINT):? .*|\\s+.*");

  private ToolStderr() {}

  /**
   * The notices of a run that ended well.
   *
   * @throws PgToolException FAILED when it did not
   */
  static List<String> judge(String tool, PgExit exit) throws PgToolException {
    if (exit.status() != 0) {
      throw failed(tool + " ended with status " + exit.status() + ": " + exit.stderrTail());
    }
    if (exit.unseenLines() > 0) {
      throw failed(tool + " wrote more to standard error than can be judged: " + exit.stderrTail());
    }
    List<String> notices = new ArrayList<>();
    @Nullable Verdict last = null;
    for (String line : exit.stderr()) {
      boolean continued = last != null && CONTINUED.matcher(line).matches();
      Verdict verdict = continued ? last : verdict(line);
      if (verdict == null) {
        throw failed(tool + " said something that is not known to be harmless: " + line);
      }
      if (verdict == Verdict.NOTICE) {
        notices.add(line.strip());
      }
      last = verdict;
    }
    return notices;
  }

  private static @Nullable Verdict verdict(String line) {
    return RULES.stream()
        .filter(rule -> rule.line().matcher(line).matches())
        .map(Rule::verdict)
        .findFirst()
        .orElse(null);
  }

  private static Rule rule(String line, Verdict verdict) {
    return new Rule(Pattern.compile(line), verdict);
  }

  private static PgToolException failed(String message) {
    return new PgToolException(PgToolException.Kind.FAILED, message);
  }
}
