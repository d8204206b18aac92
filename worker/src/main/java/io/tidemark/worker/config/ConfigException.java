package io.tidemark.worker.config;

import java.io.Serial;
import java.util.List;

/** A configuration that cannot be used, with every problem of it and what to do about each. */
public final class ConfigException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final List<String> problems;

  ConfigException(List<String> problems) {
    super("The configuration cannot be used:\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each, beginning with the variable's name; never a secret. */
  public List<String> problems() {
    return problems;
  }
}
