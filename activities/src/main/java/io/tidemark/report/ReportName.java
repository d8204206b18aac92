package io.tidemark.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The reports, in the order in which they are shown. */
public enum ReportName {
  CONNECTIONS("Connections"),
  SLOW_QUERIES("Slow queries"),
  INDEXES("Indexes"),
  BLOAT("Bloat and vacuum"),
  LOCKS("Locks"),
  CACHE("Cache"),
  SIZE("Size and growth"),
  REPLICATION("Replication"),
  HEALTH("Health");

  private final String title;

  ReportName(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** For command lines and JSON: {@code slow-queries}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The report of this key. */
  public static Optional<ReportName> of(String key) {
    return Arrays.stream(values()).filter(name -> name.key().equals(key)).findFirst();
  }
}
