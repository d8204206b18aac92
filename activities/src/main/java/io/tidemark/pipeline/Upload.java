package io.tidemark.pipeline;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;

/** The last step: writes a part to the store. */
@FunctionalInterface
public interface Upload {

  /** A writer whose commit publishes the part. */
  StoreWriter begin(BackupStore store, ObjectKey key) throws StoreException;
}
