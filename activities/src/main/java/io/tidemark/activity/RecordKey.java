package io.tidemark.activity;

import io.tidemark.api.verify.BackupReference;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.KeyDerivation;
import io.tidemark.store.ObjectKey;
import java.io.IOException;

/** The key that a restore's record is sealed with. */
final class RecordKey {
  private RecordKey() {}

  /**
   * Made for whom this worker writes, with the derivation of the backup that is restored: deriving
   * is slow on purpose, and who reads the history would pay for every entry.
   */
  static BackupKey of(BackupReference backup, Installation installation)
      throws UnknownNameException, IOException {
    KeyDerivation derivation =
        installation
            .repository(backup.store())
            .read(new ObjectKey(backup.manifest()))
            .header()
            .keyDerivation();
    return installation.keys().forWriting(derivation == null ? KeyDerivation.random() : derivation);
  }
}
