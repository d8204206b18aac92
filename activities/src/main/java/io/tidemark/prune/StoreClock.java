package io.tidemark.prune;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import java.time.Instant;
import java.util.UUID;

/** The present by a store's own clock, which dates marks and strays. */
final class StoreClock {
  private StoreClock() {}

  /** Asks by writing an empty object, which is taken away again. */
  static Instant read(BackupStore store, String database) throws StoreException {
    ObjectKey probe =
        new ObjectKey(ObjectKey.escape(database) + "/clock/" + UUID.randomUUID() + ".probe");
    Instant now;
    try (StoreWriter writer = store.newWriter(probe)) {
      now = writer.commit().modifiedAt();
    }
    store.delete(probe);
    return now;
  }
}
