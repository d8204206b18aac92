package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidemark.api.StoredObject;
import io.tidemark.api.backup.PartKind;
import java.util.List;

/**
 * A part of a sealed backup.
 *
 * @param index position in the plan, from 0
 * @param kind what it holds
 * @param object where it is, and how to check and open it
 * @param rawBytes as dumped
 * @param compressedBytes before encryption
 * @param rows all rows; -1 when unknown, as of an archive
 * @param tables pieces of tables in the part's order; empty for archives
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecordedPart(
    int index,
    PartKind kind,
    StoredObject object,
    long rawBytes,
    long compressedBytes,
    long rows,
    List<TablePiece> tables) {

  public RecordedPart {
    requireNonNull(kind, "kind is null");
    requireNonNull(object, "object is null");
    tables = tables == null ? List.of() : List.copyOf(tables);
  }
}
