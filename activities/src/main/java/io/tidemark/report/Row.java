package io.tidemark.report;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of a query or of a table: values by column, in order. Values are texts, Longs, Doubles,
 * Booleans, Instants and lists of these; null is SQL's NULL.
 */
public record Row(Map<String, @Nullable Object> values) {
  public Row {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The same row with one value more, or another one. */
  public Row with(String column, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
    more.put(column, value);
    return new Row(more);
  }

  public @Nullable Object get(String column) {
    return values.get(column);
  }

  public boolean has(String column) {
    return values.get(column) != null;
  }

  /** As text; empty for NULL. */
  public String text(String column) {
    Object value = values.get(column);
    return value == null ? "" : value.toString();
  }

  /** As a whole number; 0 for NULL. */
  public long count(String column) {
    return values.get(column) instanceof Number number ? number.longValue() : 0;
  }

  /** As a number; 0 for NULL. */
  public double number(String column) {
    return values.get(column) instanceof Number number ? number.doubleValue() : 0;
  }

  /** False for NULL. */
  public boolean flag(String column) {
    return Boolean.TRUE.equals(values.get(column));
  }

  public Optional<Instant> time(String column) {
    return values.get(column) instanceof Instant instant ? Optional.of(instant) : Optional.empty();
  }
}
