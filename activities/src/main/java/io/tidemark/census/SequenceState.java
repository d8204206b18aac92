package io.tidemark.census;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigInteger;

/**
 * Where a sequence stands. Sequences are read outside the snapshot's row versions, so a restored
 * one may be ahead, never behind.
 *
 * @param name quoted, with its schema
 * @param lastValue the last value handed out, or the next one when never called
 * @param called whether {@code lastValue} was handed out
 * @param increment its sign tells which way is ahead
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SequenceState(String name, long lastValue, boolean called, long increment) {
  /** The value that it would hand out next, were there no cycle. */
  String next() {
    return position().toString();
  }

  /** Whether this one has handed out values that the other would hand out again. */
  boolean aheadOf(SequenceState other) {
    int order = position().compareTo(other.position());
    return increment < 0 ? order < 0 : order > 0;
  }

  private BigInteger position() {
    BigInteger last = BigInteger.valueOf(lastValue);
    return called ? last.add(BigInteger.valueOf(increment)) : last;
  }
}
