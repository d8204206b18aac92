package io.tidemark.prune;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.ObjectVisitor;
import io.tidemark.store.StoreCapabilities;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/** A store that lets tests step in before anything is asked of it. */
class WrappedStore implements BackupStore {
  private final BackupStore store;

  WrappedStore(BackupStore store) {
    this.store = store;
  }

  /** Called before each operation. */
  void before(String operation, String key) throws StoreException {}

  @Override
  public StoreWriter newWriter(ObjectKey key) throws StoreException {
    before("write", key.value());
    StoreWriter writer = store.newWriter(key);
    return new StoreWriter() {
      @Override
      public OutputStream stream() {
        return writer.stream();
      }

      @Override
      public ObjectInfo commit() throws StoreException {
        before("commit", key.value());
        return writer.commit();
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }

  @Override
  public InputStream read(ObjectKey key, long offset) throws StoreException {
    before("read", key.value());
    return store.read(key, offset);
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) throws StoreException {
    before("stat", key.value());
    return store.stat(key);
  }

  @Override
  public void list(String prefix, ObjectVisitor visitor) throws StoreException {
    before("list", prefix);
    store.list(prefix, visitor);
  }

  @Override
  public void delete(ObjectKey key) throws StoreException {
    before("delete", key.value());
    store.delete(key);
  }

  @Override
  public Optional<Instant> lockedUntil(ObjectKey key) throws StoreException {
    before("lock", key.value());
    return store.lockedUntil(key);
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
