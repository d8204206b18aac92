package io.tidemark.load;

import io.tidemark.archive.Contents;
import io.tidemark.archive.RecordedPart;
import io.tidemark.archive.TablePiece;
import io.tidemark.pipeline.TableRows;
import io.tidemark.plan.TableName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows each table must have. Rows that were loaded through a partition root may lie in
 * another partition than before, so their number is that of the root.
 */
final class ExpectedCounts {
  private final Map<String, Table> tables = new TreeMap<>();

  private ExpectedCounts() {}

  /**
   * Rows to be counted.
   *
   * @param name quoted
   * @param from what to count, as SQL
   * @param rows how many there must be
   * @param countedByCensus whether the comparison of the census reports a difference
   */
  record Table(String name, String from, long rows, boolean countedByCensus) {
    Table plus(long more) {
      return new Table(name, from, rows + more, countedByCensus);
    }
  }

  static ExpectedCounts of(Contents recorded) {
    Map<TableName, TableName> roots = roots(recorded.parts());
    ExpectedCounts counts = new ExpectedCounts();
    for (TableRows table : recorded.tables()) {
      TableName name = new TableName(table.schema(), table.name());
      TableName root = roots.get(name);
      String quoted = root == null ? name.quoted() : root.quoted();
      counts.add(quoted, root == null ? "ONLY " + quoted : quoted, table.rows());
    }
    recorded
        .census()
        .rows()
        .forEach(
            (name, rows) -> counts.tables.put(name, new Table(name, "ONLY " + name, rows, true)));
    return counts;
  }

  List<Table> largestFirst() {
    return tables.values().stream()
        .sorted(Comparator.comparingLong(Table::rows).reversed())
        .toList();
  }

  private void add(String name, String from, long rows) {
    tables.merge(name, new Table(name, from, rows, false), (one, other) -> one.plus(other.rows()));
  }

  private static Map<TableName, TableName> roots(List<RecordedPart> parts) {
    Map<TableName, TableName> roots = new HashMap<>();
    for (RecordedPart part : parts) {
      for (TablePiece piece : part.tables()) {
        if (piece.rootSchema() != null && piece.rootName() != null) {
          roots.put(
              new TableName(piece.schema(), piece.name()),
              new TableName(piece.rootSchema(), piece.rootName()));
        }
      }
    }
    return roots;
  }
}
