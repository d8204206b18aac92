package io.tidemark.report.bloat;

import io.tidemark.report.bloat.TableShape.ColumnShape;
import java.util.OptionalDouble;

/**
 * A guess at a table's waste: its pages against those that its rows need by pg_stats. It ranks
 * tables for a real look, and decides nothing: it was measured 81 points too high and 71 too low on
 * tables whose statistics were stale. So it is withheld when they may be.
 *
 * @param percent of the table's pages; empty when withheld
 * @param withheld why; empty when it is not
 */
public record Estimate(OptionalDouble percent, String withheld) {
  private static final double TUPLE_HEADER = 23;
  private static final double LINE_POINTER = 4;
  private static final double PAGE_HEADER = 24;
  private static final double STALE = 0.1;

  /** A varlena up to this long has a header of one byte and no alignment. */
  private static final double SHORT = 126;

  public static Estimate of(TableShape table) {
    String withheld = reasonToWithhold(table);
    if (!withheld.isEmpty()) {
      return new Estimate(OptionalDouble.empty(), withheld);
    }
    if (table.pages() == 0 || table.tuples() <= 0) {
      return new Estimate(OptionalDouble.of(0), "");
    }
    double room = (table.block() - PAGE_HEADER) * table.fillfactor() / 100;
    double perPage = Math.max(1, Math.floor(room / (width(table) + LINE_POINTER)));
    double needed = Math.ceil(table.tuples() / perPage);
    double percent = 100 * (table.pages() - needed) / table.pages();
    return percent < -5
        ? new Estimate(OptionalDouble.empty(), "statistics do not fit the table's size")
        : new Estimate(OptionalDouble.of(Math.max(0, percent)), "");
  }

  private static String reasonToWithhold(TableShape table) {
    if (!table.analyzed() || table.tuples() < 0) {
      return "never analyzed";
    }
    if (table.withoutStatistics() > 0) {
      return "no statistics to be seen of " + table.withoutStatistics() + " columns";
    }
    if (table.names() > 0) {
      return "statistics of type name mislead";
    }
    if (table.modified() > STALE * Math.max(1, table.tuples())) {
      return "statistics are stale";
    }
    return "";
  }

  private static double width(TableShape table) {
    boolean bitmap = table.columns().stream().anyMatch(column -> column.nulls() > 0);
    double header =
        aligned(TUPLE_HEADER + (bitmap ? Math.ceil(table.columns().size() / 8.0) : 0), 8);
    double data = 0;
    boolean exact = true;
    for (ColumnShape column : table.columns()) {
      boolean free = column.varying() && column.length() <= SHORT;
      if (!free && exact) {
        data = aligned(data, column.align());
      } else if (!free) {
        data += (column.align() - 1) / 2.0 * (1 - column.nulls());
      }
      data += column.length() * (1 - column.nulls());
      exact &= !column.varying() && column.nulls() == 0;
    }
    return header + (exact ? aligned(data, 8) : data + 3.5);
  }

  private static double aligned(double offset, int align) {
    return Math.ceil(offset / align) * align;
  }
}
