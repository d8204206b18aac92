package io.tidemark.store;

import java.io.OutputStream;

/**
 * An object that is being written and that nobody can see yet. For one thread at a time.
 *
 * <p>A writer publishes only when told to, because the end of a dump's stream looks the same
 * whether the dump worked or not:
 *
 * <pre>{@code
 * try (StoreWriter writer = store.newWriter(key)) {
 *   dump.writeTo(writer.stream());
 *   judge(dump);
 *   writer.commit();
 * }
 * }</pre>
 */
public interface StoreWriter extends AutoCloseable {

  /**
   * Takes the object's bytes; always the same stream. Its writes throw {@link StoreException}, and
   * after the first one the writer can only be closed. Flushing is not needed; closing the stream
   * ends the writing and publishes nothing.
   */
  OutputStream stream();

  /**
   * Publishes everything written so far as the object, durably, and ends the writer.
   *
   * @return the object's key, its exact length and the store's time of its writing
   * @throws StoreException ALREADY_EXISTS when another object holds the key; that one is untouched.
   *     On any exception the object may be retried under the same key with a new writer
   * @throws IllegalStateException when the writer was committed, failed or closed before
   */
  ObjectInfo commit() throws StoreException;

  /** How many requests had to be sent again so far; 0 for a store that cannot tell. */
  default int repeats() {
    return 0;
  }

  /**
   * Without a commit: discards what was written, the provider's unfinished upload included, as far
   * as the provider can be reached. After a commit: does nothing. Never throws, so that it cannot
   * hide why a write failed; what it could not discard is left to {@link
   * BackupStore#discardUnfinished}.
   */
  @Override
  void close();
}
