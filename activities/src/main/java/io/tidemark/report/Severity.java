package io.tidemark.report;

import java.util.Collection;
import java.util.Locale;

/** How much a person should mind, least first. */
public enum Severity {
  /** Looked at, and nothing to mind. */
  OK,
  /** Worth knowing; nothing has to be done. */
  INFO,
  /** Could not be seen, so nobody may call it healthy. */
  UNKNOWN,
  /** Should be looked at soon. */
  WARNING,
  /** Hurts now, or will soon. */
  CRITICAL;

  /** The worst of several; OK when there are none. */
  public static Severity worst(Collection<Severity> severities) {
    return severities.stream().max(Severity::compareTo).orElse(OK);
  }

  /** Whether a command that found this ends with the exit status for findings. */
  public boolean wantsAttention() {
    return compareTo(UNKNOWN) >= 0;
  }

  /** In lower case, as programs get it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
