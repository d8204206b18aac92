package io.tidemark.store.memory;

import io.tidemark.store.BackupStore;
import io.tidemark.store.BackupStoreContract;

final class MemoryStoreTest extends BackupStoreContract {

  @Override
  protected BackupStore open() {
    return new MemoryStore();
  }
}
