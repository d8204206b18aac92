package io.tidemark.report;

import static java.util.Objects.requireNonNull;

/**
 * A column of a report's table.
 *
 * @param key the name that programs see, and the query's own column
 * @param title the name that people see
 */
public record Column(String key, String title, Unit unit) {
  public Column {
    requireNonNull(key, "key is null");
    requireNonNull(title, "title is null");
    requireNonNull(unit, "unit is null");
  }

  public static Column text(String key, String title) {
    return new Column(key, title, Unit.TEXT);
  }

  public static Column count(String key, String title) {
    return new Column(key, title, Unit.COUNT);
  }

  public static Column bytes(String key, String title) {
    return new Column(key, title, Unit.BYTES);
  }

  public static Column percent(String key, String title) {
    return new Column(key, title, Unit.PERCENT);
  }

  public static Column seconds(String key, String title) {
    return new Column(key, title, Unit.SECONDS);
  }

  public static Column millis(String key, String title) {
    return new Column(key, title, Unit.MILLIS);
  }

  public static Column time(String key, String title) {
    return new Column(key, title, Unit.TIME);
  }

  public static Column sql(String key, String title) {
    return new Column(key, title, Unit.SQL);
  }
}
