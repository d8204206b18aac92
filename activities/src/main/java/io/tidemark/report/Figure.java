package io.tidemark.report;

import org.jspecify.annotations.Nullable;

/**
 * A single number or text that sums something up.
 *
 * @param value null when it could not be seen
 */
public record Figure(String key, String title, Unit unit, @Nullable Object value) {
  /** As people read it. */
  public String shown() {
    return unit.format(value);
  }
}
