package io.tidemark.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a store knows of an object without reading it.
 *
 * @param sizeBytes the length as stored, 0 or more
 * @param modifiedAt when it was written, by the store's clock, to the second or finer; for people
 *     and for the age of strays, never for the order of backups
 */
public record ObjectInfo(ObjectKey key, long sizeBytes, Instant modifiedAt) {

  public ObjectInfo {
    requireNonNull(key, "key is null");
    requireNonNull(modifiedAt, "modifiedAt is null");
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("sizeBytes is negative: " + sizeBytes);
    }
  }
}
