package io.tidemark.snapshot;

import java.util.Locale;

/** What to do with somebody's DDL that queues behind our locks and blocks what comes after it. */
public enum OnDdl {
  /** Fail, and name the session. The default. */
  FAIL,
  /** Cancel its statement, when it does nothing but wait for us. */
  CANCEL;

  /**
   * Reads the word of a configuration or a message.
   *
   * @throws IllegalArgumentException when it is neither {@code fail} nor {@code cancel}
   */
  public static OnDdl of(String word) {
    for (OnDdl policy : values()) {
      if (policy.name().toLowerCase(Locale.ROOT).equals(word)) {
        return policy;
      }
    }
    throw new IllegalArgumentException("unknown on-ddl \"" + word + "\": use fail or cancel");
  }
}
