package io.tidemark.pipeline;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.StoredObject;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.StoreWriter;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Takes stored objects to another store as they are, under the same keys. Needs no key to them.
 * Safe for use by many threads.
 */
public final class ObjectCopy {

  private static final int BLOCK_BYTES = 128 * 1024;

  private final BackupStore from;
  private final BackupStore to;

  public ObjectCopy(BackupStore from, BackupStore to) {
    this.from = requireNonNull(from, "from is null");
    this.to = requireNonNull(to, "to is null");
  }

  /**
   * Copies an object, unless the other store has it. A source that is not as recorded is read once
   * more, since bits are flipped on their way as well. The copy is published only when the source
   * was read to its end and had the recorded digest; so whatever lies there with the recorded
   * length is an earlier copy.
   *
   * @param progress told the bytes of each block, and of an object that is there already
   * @throws StoreException NOT_FOUND or CORRUPT when the source is not as recorded, or the copy is
   *     of another length; whatever else either store is prevented by
   */
  public void copy(StoredObject object, LongConsumer progress)
      throws StoreException, InterruptedException {
    ObjectKey key = new ObjectKey(object.key());
    if (isThere(object)) {
      progress.accept(object.sizeBytes());
      return;
    }
    try {
      send(object, key, progress);
    } catch (StoreException e) {
      if (e.kind() != Kind.CORRUPT) {
        throw e;
      }
      send(object, key, bytes -> {});
    }
  }

  private void send(StoredObject object, ObjectKey key, LongConsumer progress)
      throws StoreException, InterruptedException {
    try (DigestedInput source = new DigestedInput(from.read(key, 0), object, progress);
        StoreWriter writer = to.newWriter(key)) {
      byte[] block = new byte[BLOCK_BYTES];
      for (int read = source.read(block, 0, block.length);
          read >= 0;
          read = source.read(block, 0, block.length)) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        writer.stream().write(block, 0, read);
      }
      writer.commit();
    } catch (StoreException e) {
      // Another attempt, believed dead, may have been faster.
      if (e.kind() != Kind.ALREADY_EXISTS || !isThere(object)) {
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException(Kind.UNAVAILABLE, key, "copying it broke off", e);
    }
  }

  /**
   * Whether the other store has the object, in its recorded length.
   *
   * @throws StoreException CORRUPT when it has one of another length
   */
  public boolean isThere(StoredObject object) throws StoreException {
    ObjectKey key = new ObjectKey(object.key());
    Optional<ObjectInfo> found = to.stat(key);
    if (found.isPresent() && found.get().sizeBytes() != object.sizeBytes()) {
      throw new StoreException(
          Kind.CORRUPT,
          key,
          "has "
              + found.get().sizeBytes()
              + " bytes in "
              + to.describe()
              + " and "
              + object.sizeBytes()
              + " in the backup; delete it there to have it copied again");
    }
    return found.isPresent();
  }
}
