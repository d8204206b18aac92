package io.tidemark.report.bloat;

import java.util.List;

/**
 * What the catalog and pg_stats say of a table.
 *
 * @param tuples of the last vacuum or analyze; -1 when there was none
 * @param modified rows changed since the last analyze
 * @param analyzed whether it ever was
 * @param withoutStatistics columns of which pg_stats shows us nothing
 * @param names columns of type name, whose statistics are not what is stored
 * @param columns in their order
 */
public record TableShape(
    long pages,
    double tuples,
    int fillfactor,
    long block,
    double modified,
    boolean analyzed,
    long withoutStatistics,
    long names,
    List<ColumnShape> columns) {
  public TableShape {
    columns = List.copyOf(columns);
  }

  /**
   * One column.
   *
   * @param align in bytes: 1, 2, 4 or 8
   * @param length average or fixed length, bytes
   * @param varying whether lengths differ from row to row
   * @param nulls share of rows without a value, 0 to 1
   */
  public record ColumnShape(int align, double length, boolean varying, double nulls) {}
}
