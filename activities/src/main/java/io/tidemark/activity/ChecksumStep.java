package io.tidemark.activity;

import io.tidemark.api.StoredObject;
import io.tidemark.api.backup.BackupActivities.ChecksumResult;
import io.tidemark.api.backup.BackupActivities.SealInput;
import io.tidemark.api.backup.BackupActivities.SealedPart;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.util.Optional;

/**
 * Asks the store for every object that is about to be sealed. Digests were taken of what was sent;
 * this finds a store that said yes and lost it. Reading everything back is Verify's work.
 */
final class ChecksumStep {
  private final Installation installation;

  ChecksumStep(Installation installation) {
    this.installation = installation;
  }

  ChecksumResult run(SealInput input) throws UnknownNameException, IOException {
    OpenBackup backup = OpenBackup.of(input.preflight().context(), installation);
    long bytes = 0;
    for (SealedPart part : input.receipts()) {
      StoredObject object =
          backup
              .repository()
              .readReceipt(backup.location(), part.index(), part.receipt(), backup.key())
              .object();
      requireStored(backup.repository().store(), object);
      bytes += object.sizeBytes();
    }
    return new ChecksumResult(input.receipts().size(), bytes);
  }

  private static void requireStored(BackupStore store, StoredObject object) throws StoreException {
    ObjectKey key = new ObjectKey(object.key());
    Optional<ObjectInfo> found = store.stat(key);
    if (found.isEmpty()) {
      throw new StoreException(
          StoreException.Kind.NOT_FOUND, key, "was stored, and the store does not have it");
    }
    if (found.get().sizeBytes() != object.sizeBytes()) {
      throw new StoreException(
          StoreException.Kind.CORRUPT,
          key,
          "has "
              + found.get().sizeBytes()
              + " bytes in the store, "
              + object.sizeBytes()
              + " were sent");
    }
  }
}
