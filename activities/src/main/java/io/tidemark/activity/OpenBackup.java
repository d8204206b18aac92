package io.tidemark.activity;

import io.tidemark.api.backup.BackupContext;
import io.tidemark.api.backup.KeyReference;
import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.KeyDerivation;
import io.tidemark.keys.KeyException;
import io.tidemark.store.StoreException;

/**
 * What a step of a running backup works with, looked up on this worker.
 *
 * @param settings of the database
 * @param repository of the store that is written
 * @param location where the backup's objects go
 * @param key the backup's key-encryption key
 */
record OpenBackup(
    DatabaseSettings settings,
    BackupRepository repository,
    BackupLocation location,
    BackupKey key) {

  /**
   * Looks everything up.
   *
   * @throws KeyException when this worker would write for others than Preflight's did
   * @throws StoreException when the store cannot be opened as configured
   */
  static OpenBackup of(BackupContext context, Installation installation)
      throws UnknownNameException, KeyException, StoreException {
    KeyReference reference = context.key();
    return new OpenBackup(
        installation.database(context.database()),
        installation.repository(context.store()),
        new BackupLocation(context.database(), context.backupId()),
        installation
            .keys()
            .forWriting(
                reference.keyIds(),
                new KeyDerivation(
                    reference.algorithm(), reference.iterations(), reference.salt())));
  }
}
