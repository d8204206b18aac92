package io.tidemark.store.gcs;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.remote.PartSizes;
import java.net.URI;
import java.util.Optional;

/**
 * Where a bucket is. Credentials are Google's application default ones.
 *
 * @param prefix put before every key, ending in a slash; empty to use the whole bucket
 * @param emulator the address of an emulator, which is asked without credentials
 * @param storageClass as Google names it, {@code NEARLINE} for one; empty for the bucket's default
 * @param kmsKeyName of the key the server encrypts with; empty for the bucket's default
 * @param partSizes lengths in multiples of 256 KiB
 */
public record GcsSettings(
    String bucket,
    String prefix,
    Optional<URI> emulator,
    Optional<String> storageClass,
    Optional<String> kmsKeyName,
    PartSizes partSizes) {

  private static final int GRANULE_BYTES = 256 << 10;

  public GcsSettings {
    if (bucket.isBlank()) {
      throw new IllegalArgumentException("the name of the bucket is empty");
    }
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("the prefix must end in a slash: " + prefix);
    }
    requireNonNull(emulator, "emulator is null");
    requireNonNull(storageClass, "storageClass is null");
    requireNonNull(kmsKeyName, "kmsKeyName is null");
    if (partSizes.firstBytes() % GRANULE_BYTES != 0) {
      throw new IllegalArgumentException("the part size is no multiple of 256 KiB");
    }
  }

  /** A whole bucket with its own defaults. */
  public static GcsSettings ofBucket(String bucket) {
    return new GcsSettings(
        bucket, "", Optional.empty(), Optional.empty(), Optional.empty(), PartSizes.DEFAULT);
  }
}
