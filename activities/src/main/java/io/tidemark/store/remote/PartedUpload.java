package io.tidemark.store.remote;

import io.tidemark.store.ObjectInfo;
import io.tidemark.store.StoreException;

/**
 * A provider's way to write one object. {@link PartedWriter} calls either {@link #putWhole} alone,
 * or {@link #sendPart} for part 1, 2, 3 and so on and then {@link #complete}; and {@link #abort}
 * when it comes to neither end.
 */
public interface PartedUpload {

  /** Writes and publishes an object that is no longer than one part. */
  ObjectInfo putWhole(PartBuffer bytes) throws StoreException;

  /** Sends a part; the first begins the upload. No later part is sent before this has returned. */
  void sendPart(int number, PartBuffer bytes) throws StoreException;

  /**
   * Sends what is left, if it is not empty, and publishes the object.
   *
   * @param sizeBytes the length of the whole object
   */
  ObjectInfo complete(int lastNumber, PartBuffer last, long sizeBytes) throws StoreException;

  /** How many requests the SDK has sent again so far; 0 when it does not tell. */
  default int repeats() {
    return 0;
  }

  /** Discards the parts sent, if any. Does not throw: what cannot be discarded is logged. */
  void abort();
}
