package io.tidemark.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What one backup dumps, part by part. Deterministic for the same catalogs.
 *
 * @param version of this document
 * @param parts in the order in which they should start, index = position
 * @param tables whose rows are in rows parts, by OID
 * @param leftToPgDump tables whose rows pg_dump writes into the data archive, by OID: extension
 *     configuration, and tables that its command line had no room to exclude
 * @param notices what people should know: unlogged tables that a standby cannot read …
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupPlan(
    int version,
    List<PlannedPart> parts,
    List<PlannedTable> tables,
    List<PlannedTable> leftToPgDump,
    List<String> notices) {
  /** The only version so far. */
  public static final int VERSION = 1;

  public BackupPlan {
    parts = parts == null ? List.of() : List.copyOf(parts);
    tables = tables == null ? List.of() : List.copyOf(tables);
    leftToPgDump = leftToPgDump == null ? List.of() : List.copyOf(leftToPgDump);
    notices = notices == null ? List.of() : List.copyOf(notices);
  }

  /**
   * The table of a slice.
   *
   * @throws IllegalArgumentException when the plan has no such table
   */
  public PlannedTable table(long oid) {
    int low = 0;
    int high = tables.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compare(tables.get(middle).oid(), oid);
      if (order == 0) {
        return tables.get(middle);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    throw new IllegalArgumentException("the plan has no table with OID " + oid);
  }
}
