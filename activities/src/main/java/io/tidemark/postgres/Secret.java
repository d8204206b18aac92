package io.tidemark.postgres;

import static java.util.Objects.requireNonNull;

/** A text that must not be shown: it prints as {@code ***} and is read only by asking for it. */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = requireNonNull(value, "value is null");
  }

  /** Wraps a secret; the empty text is a secret too. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The secret itself: hand it on, never store, print or log it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
