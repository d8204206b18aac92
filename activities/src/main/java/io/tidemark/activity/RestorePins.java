package io.tidemark.activity;

import io.tidemark.api.restore.ResolvedRestore;
import io.tidemark.api.restore.RestoreActivities.PinInput;
import io.tidemark.api.verify.BackupReference;
import io.tidemark.archive.BackupLocation;
import io.tidemark.marks.MarkKind;
import io.tidemark.marks.Marks;
import io.tidemark.store.StoreException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps backups from being pruned while people decide: no activity runs then that could keep a mark
 * alive, so the mark is given the whole time at once.
 */
final class RestorePins {
  private static final Logger log = LoggerFactory.getLogger(RestorePins.class);

  private final Installation installation;

  RestorePins(Installation installation) {
    this.installation = installation;
  }

  /** The backup that is restored, until the decision is due. */
  void whileItIsDecided(ResolvedRestore resolved) throws UnknownNameException, StoreException {
    BackupReference backup = resolved.context().backup();
    DatabaseSettings settings = installation.database(backup.database());
    pin(
        backup.store(),
        new BackupLocation(backup.database(), backup.backupId()),
        Duration.ofMinutes((long) resolved.maxMinutes() + settings.restore().deadlineMinutes()));
  }

  /** The safety backup, until the restore cannot be rolled back any more. */
  void whileItMayBeNeeded(PinInput input) throws UnknownNameException, StoreException {
    DatabaseSettings settings = installation.database(input.context().backup().database());
    RestoreRules rules = settings.restore();
    pin(
        settings.store(),
        new BackupLocation(settings.name(), input.safetyBackupId()),
        Duration.ofMinutes((long) rules.deadlineMinutes() + rules.rollbackWindowMinutes()));
  }

  private void pin(String store, BackupLocation backup, Duration time)
      throws UnknownNameException, StoreException {
    try {
      new Marks(installation.store(store))
          .set(backup, MarkKind.PINNED, MarkOwner.ofThisActivity(), time);
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.ACCESS_DENIED) {
        throw e;
      }
      // In a disaster, whoever may only read has to be able to restore.
      log.warn("{} is not kept from being pruned: {}", backup, e.getMessage());
    }
  }
}
