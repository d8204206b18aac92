package io.tidemark.archive;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.ObjectVisitor;
import io.tidemark.store.StoreCapabilities;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A store in which somebody else writes a manifest the moment before we do. */
final class RacingStore implements BackupStore {

  private final BackupStore store;
  private final Manifest winner;

  RacingStore(BackupStore store, Manifest winner) {
    this.store = store;
    this.winner = winner;
  }

  @Override
  public StoreWriter newWriter(ObjectKey key) throws StoreException {
    if (key.equals(winner.location().manifest())) {
      try (StoreWriter first = store.newWriter(key)) {
        first.stream().write(winner.bytes());
        first.commit();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return store.newWriter(key);
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
    store.delete(key);
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
