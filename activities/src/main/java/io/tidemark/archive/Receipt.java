package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidemark.api.StepTotals;
import io.tidemark.api.StoredObject;
import io.tidemark.api.backup.PartKind;
import java.util.List;

/**
 * What one attempt made of one part. Sealing turns the accepted receipts, one a part, into
 * contents; it names backup, part and generation, so that no receipt can stand in for another.
 *
 * @param backupId the backup it belongs to
 * @param part index of the part in the plan
 * @param kind what the part holds
 * @param generation of the snapshot it was read under; 0 for globals, which are not of the snapshot
 * @param snapshotText {@code pg_current_snapshot()} as the part saw it; empty for globals
 * @param object where the part is, and how to check and open it
 * @param rawBytes as dumped
 * @param compressedBytes before encryption
 * @param rows all rows; -1 when unknown, as of an archive
 * @param tables pieces of tables in the part's order; empty for archives
 * @param steps costs of the steps in their order
 * @param notices what people should read
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Receipt(
    String backupId,
    int part,
    PartKind kind,
    int generation,
    String snapshotText,
    StoredObject object,
    long rawBytes,
    long compressedBytes,
    long rows,
    List<TablePiece> tables,
    List<StepTotals> steps,
    List<String> notices) {

  public Receipt {
    requireNonNull(backupId, "backupId is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(snapshotText, "snapshotText is null");
    requireNonNull(object, "object is null");
    tables = tables == null ? List.of() : List.copyOf(tables);
    steps = steps == null ? List.of() : List.copyOf(steps);
    notices = notices == null ? List.of() : List.copyOf(notices);
  }

  /** The part as contents record it. */
  public RecordedPart recorded() {
    return new RecordedPart(part, kind, object, rawBytes, compressedBytes, rows, tables);
  }
}
