package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Where a sequence stood. Sequences are not of the snapshot: a dump may be ahead of this, never
 * behind.
 *
 * @param schema unquoted
 * @param name unquoted
 * @param lastValue {@code last_value}
 * @param called {@code is_called}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecordedSequence(String schema, String name, long lastValue, boolean called) {

  public RecordedSequence {
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
  }
}
