package io.tidemark.report;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One thing that a report found. Check and subject together identify it from one run to the next.
 *
 * @param check what was looked for: {@code indexes.duplicate}
 * @param subject what it was found at: {@code public.orders_by_day}; never a row's value
 * @param title one sentence for people
 * @param evidence the figures behind it
 * @param advice what to do, in words; empty when the remedy says it all
 * @param remedy the statements to run, when some would help
 */
public record Finding(
    String check,
    String subject,
    Severity severity,
    String title,
    String evidence,
    String advice,
    Optional<Remedy> remedy) {
  public Finding {
    requireNonNull(check, "check is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(title, "title is null");
    requireNonNull(evidence, "evidence is null");
    requireNonNull(advice, "advice is null");
    requireNonNull(remedy, "remedy is null");
  }

  /** A finding to which words are all the advice. */
  public static Finding of(
      Severity severity,
      String check,
      String subject,
      String title,
      String evidence,
      String advice) {
    return new Finding(check, subject, severity, title, evidence, advice, Optional.empty());
  }

  /** The same with statements to run. */
  public Finding with(Remedy cure) {
    return new Finding(check, subject, severity, title, evidence, advice, Optional.of(cure));
  }

  /** What could not be seen. */
  public static Finding unknown(String check, String subject, String title, String cure) {
    return of(Severity.UNKNOWN, check, subject, title, "", cure);
  }
}
