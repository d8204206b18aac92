package io.tidemark.store;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Write-once objects under string keys. Safe for use by many threads and many processes at once.
 *
 * <p>Every implementation keeps five promises:
 *
 * <ul>
 *   <li><b>Durable.</b> An object whose {@link StoreWriter#commit()} has returned survives the loss
 *       of power.
 *   <li><b>Atomic.</b> An object is either missing or complete. An unfinished one is neither read,
 *       seen by {@link #stat} nor listed.
 *   <li><b>Read after write.</b> Whoever asks after a commit or a delete has returned sees its
 *       effect, in listings too.
 *   <li><b>Write once.</b> A committed object is never changed or replaced; see {@link
 *       StoreCapabilities#atomicWriteOnce()} for two writers that race.
 *   <li><b>Honest.</b> What goes wrong is a {@link StoreException} whose kind says whether trying
 *       again can help, and whose message names the key and never a secret.
 * </ul>
 *
 * <p>Keys are flat, but a store may map them to files: a key must not be a folder of another one
 * ({@code a} beside {@code a/b}); a store may refuse the second with {@link
 * StoreException.Kind#INVALID}.
 *
 * <p>The port is deliberately narrow: everything a provider can do beside this (retry, encrypt,
 * expire) is either done inside it or by a layer above. Implementations leave short retries to
 * their SDK and add none of their own; the caller's activity is retried as a whole.
 */
public interface BackupStore extends AutoCloseable {

  /**
   * Starts an object of a length not known yet.
   *
   * @throws StoreException ALREADY_EXISTS when the key is known to be taken; a store that cannot
   *     tell yet throws it from {@link StoreWriter#commit()}
   */
  StoreWriter newWriter(ObjectKey key) throws StoreException;

  /**
   * Opens an object for reading, from {@code offset} to its end. The caller closes the stream.
   *
   * <p>Reads of the stream throw {@link StoreException} as well, so that a connection lost in the
   * middle can be told from the end of the object. The store does not verify a digest.
   *
   * @param offset bytes to skip, from 0 to the object's length; the length itself gives an empty
   *     stream
   * @throws StoreException NOT_FOUND when there is no such object, INVALID when the offset lies
   *     beyond its end
   */
  InputStream read(ObjectKey key, long offset) throws StoreException;

  /** Describes one object; empty when there is none. */
  Optional<ObjectInfo> stat(ObjectKey key) throws StoreException;

  /**
   * Shows every object whose key starts with {@code prefix} to the visitor, in ascending order of
   * the key's characters. A prefix may end anywhere, in the middle of a name too; the empty one
   * lists the whole store.
   *
   * <p>Objects that are written or deleted meanwhile may or may not be shown; all others are shown
   * exactly once. An exception of the visitor ends the listing and reaches the caller as it is.
   */
  void list(String prefix, ObjectVisitor visitor) throws StoreException;

  /** Deletes an object. A missing one is a success, so that a delete can be repeated. */
  void delete(ObjectKey key) throws StoreException;

  /** What this store can do beyond, or short of, the promises above. Asks nobody; never fails. */
  StoreCapabilities capabilities();

  /**
   * Frees the space of writes that were begun before {@code startedBefore} and neither committed
   * nor closed, by whichever process: what a killed worker leaves behind. A write that is still
   * going on and older than that is broken by this, so the caller chooses a time well before the
   * longest upload it knows of.
   *
   * @return how many were found and discarded; 0 for a store whose provider drops them by itself
   */
  default int discardUnfinished(Instant startedBefore) throws StoreException {
    return 0;
  }

  /**
   * How many writes {@link #discardUnfinished} would discard.
   *
   * @return 0 for a store whose provider drops them by itself
   */
  default int countUnfinished(Instant startedBefore) throws StoreException {
    return 0;
  }

  /**
   * Until when the store itself refuses to give up an object, by a retention period or a legal hold
   * on it. Deleting it meanwhile would fail, or would hide it and free nothing.
   *
   * @return empty when it can be deleted, or is not there; {@link Instant#MAX} for a legal hold
   */
  default Optional<Instant> lockedUntil(ObjectKey key) throws StoreException {
    return Optional.empty();
  }

  /**
   * What tells this store from another one that a worker elsewhere reaches by the same
   * configuration, asked of the store at this moment; empty when the address alone says it, as of a
   * bucket.
   *
   * @throws StoreException INVALID when the place is no longer the store that was opened
   */
  default Optional<String> id() throws StoreException {
    return Optional.empty();
  }

  /** Where the objects are, for people: {@code file:/backups}, {@code s3://bucket/prefix}. */
  String describe();

  /** Lets go of connections and threads. Open writers and readers must not be used afterwards. */
  @Override
  void close();
}
