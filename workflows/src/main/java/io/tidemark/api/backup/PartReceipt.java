package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidemark.api.StepTotals;
import io.tidemark.api.StoredObject;
import java.util.List;

/**
 * Proof of one part that was stored. The workflow accepts one a part; only accepted ones are
 * sealed.
 *
 * @param index of the part in the plan
 * @param generation of the snapshot it was read under; 0 for globals, which are not of the snapshot
 * @param receipt the sealed receipt in the store, with tables, rows and the object's digest
 * @param rawBytes before compression
 * @param storedBytes as stored
 * @param rows rows read; 0 for archives
 * @param steps in order: dump, compress, encrypt, checksum, upload
 * @param notices lines that pg_dump said and that people should read
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PartReceipt(
    int index,
    int generation,
    StoredObject receipt,
    long rawBytes,
    long storedBytes,
    long rows,
    List<StepTotals> steps,
    List<String> notices) {
  public PartReceipt {
    steps = steps == null ? List.of() : List.copyOf(steps);
    notices = notices == null ? List.of() : List.copyOf(notices);
  }
}
