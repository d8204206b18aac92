package io.tidemark.pipeline;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.StepTotals;
import io.tidemark.api.StoredObject;
import java.util.List;

/**
 * A part that is published in the store.
 *
 * @param object where it is, and how to check and open it
 * @param rawBytes as the source wrote it
 * @param compressedBytes before encryption; stored are up to 16 bytes more
 * @param dumped what the source said of it
 * @param steps costs, in the order of {@link Step}
 */
public record PartOutcome(
    StoredObject object,
    long rawBytes,
    long compressedBytes,
    Dumped dumped,
    List<StepTotals> steps) {

  public PartOutcome {
    requireNonNull(object, "object is null");
    requireNonNull(dumped, "dumped is null");
    steps = List.copyOf(steps);
  }

  /** Length of the object in the store. */
  public long storedBytes() {
    return object.sizeBytes();
  }
}
