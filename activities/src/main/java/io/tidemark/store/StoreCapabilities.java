package io.tidemark.store;

/**
 * What differs between stores and matters to those who use one.
 *
 * @param atomicWriteOnce of two writers racing for one key exactly one commits and the other gets
 *     ALREADY_EXISTS. When false, both may succeed and the later one stays: rely on fresh keys
 * @param maxObjectBytes the longest object that can be written
 */
public record StoreCapabilities(boolean atomicWriteOnce, long maxObjectBytes) {

  public StoreCapabilities {
    if (maxObjectBytes <= 0) {
      throw new IllegalArgumentException("maxObjectBytes is not positive: " + maxObjectBytes);
    }
  }
}
