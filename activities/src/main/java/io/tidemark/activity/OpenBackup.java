package io.tidemark.activity;

import io.tidemark.api.backup.BackupContext;
import io.tidemark.api.backup.KeyReference;
import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.KeyDerivation;
import io.tidemark.keys.KeyException;
import io.tidemark.marks.MarkKind;
import io.tidemark.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger log = LoggerFactory.getLogger(OpenBackup.class);

  /**
   * Looks everything up, and keeps the mark alive that says the backup is being written.
   *
   * @throws KeyException when this worker would write for others than Preflight's did
   * @throws StoreException when the store cannot be opened as configured; NOT_FOUND when what was
   *     written is being swept as abandoned
   */
  static OpenBackup of(BackupContext context, Installation installation)
      throws UnknownNameException, KeyException, StoreException {
    KeyReference reference = context.key();
    BackupRepository repository = installation.repository(context.store());
    BackupLocation location = new BackupLocation(context.database(), context.backupId());
    installation.marks().running(repository.store(), location, MarkOwner.ofThisActivity());
    return new OpenBackup(
        installation.database(context.database()),
        repository,
        location,
        installation
            .keys()
            .forWriting(
                reference.keyIds(),
                new KeyDerivation(
                    reference.algorithm(), reference.iterations(), reference.salt())));
  }

  /** Says that nothing more is written; if it cannot be said, the mark ends by itself. */
  void endMark(Installation installation) {
    try {
      installation
          .marks()
          .release(repository.store(), location, MarkKind.RUNNING, MarkOwner.ofThisActivity());
    } catch (StoreException e) {
      log.warn("the mark of backup {} stays until it ends by itself: {}", location, e.getMessage());
    }
  }
}
