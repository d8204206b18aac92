package io.tidemark.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of a heap.
 *
 * @param from first block
 * @param to first block that is not meant any more; null in a table's last range, which is open
 *     because rows of the snapshot may lie behind the end that the plan saw
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BlockRange(long from, @Nullable Long to) {
  public BlockRange {
    if (from < 0 || (to != null && to <= from)) {
      throw new IllegalArgumentException("not a range of blocks: " + from + " to " + to);
    }
  }

  /** A condition on {@code ctid}; a TID range scan reads only these blocks (PostgreSQL 14+). */
  public String condition() {
    String lower = "ctid >= '(" + from + ",0)'::pg_catalog.tid";
    return to == null ? lower : lower + " AND ctid < '(" + to + ",0)'::pg_catalog.tid";
  }
}
