package io.tidemark.pipeline;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;

/**
 * Streams into the store's own writer. A block that fails on its way is sent again by the store's
 * client from memory, before anything is dumped again.
 */
public final class StoreUpload implements Upload {

  @Override
  public StoreWriter begin(BackupStore store, ObjectKey key) throws StoreException {
    return store.newWriter(key);
  }
}
