package io.tidemark.census;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

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
public record SequenceState(String name, long lastValue, boolean called, long increment) {}
