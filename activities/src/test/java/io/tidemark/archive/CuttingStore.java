package io.tidemark.archive;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.ObjectVisitor;
import io.tidemark.store.StoreCapabilities;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** A store whose user dies right after a given number of changes. */
final class CuttingStore implements BackupStore {

  /** Death. */
  static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Cut() {
      super("killed");
    }
  }

  private final BackupStore store;
  private int left;

  CuttingStore(BackupStore store, int changes) {
    this.store = store;
    this.left = changes;
  }

  private void changed() {
    left--;
    requireAlive();
  }

  private void requireAlive() {
    if (left <= 0) {
      throw new Cut();
    }
  }

  /** Whether it has come to that. */
  boolean isCut() {
    return left <= 0;
  }

  @Override
  public StoreWriter newWriter(ObjectKey key) throws StoreException {
    requireAlive();
    StoreWriter writer = store.newWriter(key);
    return new StoreWriter() {
      @Override
      public OutputStream stream() {
        return writer.stream();
      }

      @Override
      public ObjectInfo commit() throws StoreException {
        ObjectInfo info = writer.commit();
        changed();
        return info;
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }

  @Override
  public InputStream read(ObjectKey key, long offset) throws StoreException {
    return store.read(key, offset);
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) throws StoreException {
    return store.stat(key);
  }

  @Override
  public void list(String prefix, ObjectVisitor visitor) throws StoreException {
    store.list(prefix, visitor);
  }

  @Override
  public void delete(ObjectKey key) throws StoreException {
    requireAlive();
    store.delete(key);
    changed();
  }

  @Override
  public StoreCapabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public String describe() {
    return store.describe();
  }

  @Override
  public void close() {
    store.close();
  }
}
