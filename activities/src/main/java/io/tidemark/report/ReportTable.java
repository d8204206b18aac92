package io.tidemark.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Rows with what they mean.
 *
 * @param key the name that programs see
 * @param title the name that people see
 * @param columns those to show; rows may have more
 */
public record ReportTable(String key, String title, List<Column> columns, List<Row> rows) {
  public ReportTable {
    requireNonNull(key, "key is null");
    requireNonNull(title, "title is null");
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
