package io.tidemark.load;

import static java.util.Objects.requireNonNull;

import io.tidemark.dump.SqlScript;
import io.tidemark.plan.PlannedTable;
import io.tidemark.plan.TableName;
import java.util.List;

/**
 * One block of a rows part, as plan and receipt say it must be.
 *
 * @param table where the rows go: the table, or its partition root
 * @param columns in the order of the rows' fields
 * @param rows how many were dumped
 */
public record ExpectedRows(TableName table, List<String> columns, long rows) {
  public ExpectedRows {
    requireNonNull(table, "table is null");
    columns = List.copyOf(columns);
  }

  /**
   * The line that must stand before the rows.
   *
   * @param encoding of the database that was dumped
   */
  String header(String encoding) {
    return SqlScript.copyIn(new PlannedTable(0, table, table, columns, true, 0, 0), encoding);
  }
}
