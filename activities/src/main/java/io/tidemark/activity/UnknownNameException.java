package io.tidemark.activity;

import java.io.Serial;
import java.util.Collection;

/** A name in a request is not in the worker's configuration. */
public final class UnknownNameException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param kind {@code database} or {@code store}
   * @param name as requested
   * @param known names that are configured
   */
  public UnknownNameException(String kind, String name, Collection<String> known) {
    super(
        "no "
            + kind
            + " \""
            + name
            + "\" in this worker's configuration; "
            + (known.isEmpty() ? "none is configured" : "it knows " + String.join(", ", known)));
  }
}
