package io.tidemark.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * A table as the snapshot sees it.
 *
 * @param oid in the source database
 * @param name as the snapshot sees it
 * @param loadInto where the rows go: the table itself, or the partition root when rows may belong
 *     to another partition after a restore (pg_dump's {@code --load-via-partition-root})
 * @param columns in order, without dropped and generated ones; may be empty
 * @param heap whether the table is of the heap access method, so that ctid ranges cut it well
 * @param heapPages blocks of the main fork when the plan was made
 * @param bytes main fork and TOAST
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlannedTable(
    long oid,
    TableName name,
    TableName loadInto,
    List<String> columns,
    boolean heap,
    long heapPages,
    long bytes) {
  public PlannedTable {
    columns = columns == null ? List.of() : List.copyOf(columns);
  }
}
