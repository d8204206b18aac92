package io.tidemark.cli.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one check found.
 *
 * @param check what was looked at
 * @param verdict how it stands
 * @param message what was found, one sentence
 * @param cure what to do; null when there is nothing to do
 */
public record Diagnosis(String check, Verdict verdict, String message, @Nullable String cure) {
  /** How it stands. */
  public enum Verdict {
    /** As it should be. */
    OK,
    /** Something works less well, or will not work for long. */
    WARN,
    /** Something does not work. */
    FAIL
  }

  static Diagnosis ok(String check, String message) {
    return new Diagnosis(check, Verdict.OK, message, null);
  }

  static Diagnosis warn(String check, String message, String cure) {
    return new Diagnosis(check, Verdict.WARN, message, cure);
  }

  static Diagnosis fail(String check, String message, String cure) {
    return new Diagnosis(check, Verdict.FAIL, message, cure);
  }

  /** The worst verdict; OK when nothing was looked at. */
  public static Verdict worst(List<Diagnosis> diagnoses) {
    return diagnoses.stream().map(Diagnosis::verdict).reduce(Verdict.OK, Diagnosis::worse);
  }

  private static Verdict worse(Verdict one, Verdict other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
