package io.tidemark.activity;

import io.tidemark.api.backup.BackupContext;
import io.tidemark.api.backup.KeyReference;
import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.KeyDerivation;
import io.tidemark.keys.KeyException;
import io.tidemark.marks.MarkKind;
import io.tidemark.store.BackupStore;
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
   * @throws StoreException INVALID when this worker has another store under that name; NOT_FOUND
   *     when what was written is being swept as abandoned; or why it cannot be opened
   */
  static OpenBackup of(BackupContext context, Installation installation)
      throws UnknownNameException, KeyException, StoreException {
    BackupRepository repository = installation.repository(context.store());
    BackupLocation location = new BackupLocation(context.database(), context.backupId());
    requireSameStore(context, repository.store());
    installation.marks().running(repository.store(), location, MarkOwner.ofThisActivity());
    return lookUp(context, installation, repository);
  }

  /** As {@link #of}, of a backup that is sealed: the mark says that it is read. */
  static OpenBackup sealed(BackupContext context, Installation installation)
      throws UnknownNameException, KeyException, StoreException {
    BackupRepository repository = installation.repository(context.store());
    BackupLocation location = new BackupLocation(context.database(), context.backupId());
    requireSameStore(context, repository.store());
    installation.marks().reading(repository.store(), location, MarkOwner.ofThisActivity());
    return lookUp(context, installation, repository);
  }

  private static OpenBackup lookUp(
      BackupContext context, Installation installation, BackupRepository repository)
      throws UnknownNameException, KeyException {
    KeyReference reference = context.key();
    return new OpenBackup(
        installation.database(context.database()),
        repository,
        new BackupLocation(context.database(), context.backupId()),
        installation
            .keys()
            .forWriting(
                reference.keyIds(),
                new KeyDerivation(
                    reference.algorithm(), reference.iterations(), reference.salt())));
  }

  /** Says that nothing more is written; if it cannot be said, the mark ends by itself. */
  void endMark(Installation installation) {
    endMark(installation, repository.store(), MarkKind.RUNNING);
  }

  /** Says that this run is done with the backup in one of its stores. */
  void endMark(Installation installation, BackupStore store, MarkKind kind) {
    try {
      installation.marks().release(store, location, kind, MarkOwner.ofThisActivity());
    } catch (StoreException e) {
      log.warn("the mark of backup {} stays until it ends by itself: {}", location, e.getMessage());
    }
  }

  /** Two hosts with different folders under one path would each hold half of a backup. */
  private static void requireSameStore(BackupContext context, BackupStore store)
      throws StoreException {
    String id = store.id().orElse("");
    if (!id.equals(context.storeId())) {
      throw new StoreException(
          StoreException.Kind.INVALID,
          null,
          "store "
              + context.store()
              + " ("
              + store.describe()
              + ") has the id "
              + id
              + " on this worker, and "
              + context.storeId()
              + " on the worker that began the backup: mount the same volume on both");
    }
  }
}
