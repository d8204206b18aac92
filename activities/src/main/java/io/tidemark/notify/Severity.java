package io.tidemark.notify;

import java.util.Locale;

/** How bad it is, mildest first. */
public enum Severity {
  INFO,
  WARNING,
  ERROR;

  /** By its word on the wire; a word that is not known is taken for the worst. */
  public static Severity of(String word) {
    for (Severity severity : values()) {
      if (severity.word().equals(word)) {
        return severity;
      }
    }
    return ERROR;
  }

  /** {@code info}, {@code warning}, {@code error}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
