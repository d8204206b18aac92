package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.tidemark.api.FailureType;
import io.tidemark.api.keys.RotateKeysActivity;
import io.tidemark.api.keys.RotateKeysProgress;
import io.tidemark.archive.BackupListing;
import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.keys.KeyException;
import io.tidemark.keys.KeyRing;
import io.tidemark.keys.MissingKeyException;
import io.tidemark.marks.Inventory;
import io.tidemark.marks.MarkKind;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives backups the recipients that this worker is configured with. */
public final class RotateKeysActivityImpl implements RotateKeysActivity {
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** Each is a second's work at most; few events for thousands of backups. */
  private static final int BATCH = 50;

  private final Installation installation;

  public RotateKeysActivityImpl(Installation installation) {
    this.installation = installation;
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(AtomicInteger done) throws Exception;
  }

  @Override
  public RotationScope findForRotation(RotationInput input) {
    return reporting(0, done -> find(input));
  }

  @Override
  public Rewrapped rewrap(Batch batch) {
    return reporting(batch.backupIds().size(), done -> rewrap(batch, done));
  }

  @Override
  public void replaceManifests(Batch batch) {
    reporting(batch.backupIds().size(), done -> replace(batch, done));
  }

  private static <T> T reporting(int total, Work<T> work) {
    AtomicInteger done = new AtomicInteger();
    return ActivityFailures.mapping(
        FailureType.STORE_UNAVAILABLE,
        () ->
            Heartbeating.run(
                Activity.getExecutionContext(),
                () -> new RotateKeysProgress("", done.get(), total),
                HEARTBEAT,
                () -> work.run(done)));
  }

  private RotationScope find(RotationInput input)
      throws UnknownNameException, MissingKeyException, StoreException, RefusedException {
    DatabaseSettings settings = installation.database(input.database());
    List<String> keyIds = installation.keys().writingIds();
    if (keyIds.isEmpty()) {
      throw new MissingKeyException();
    }
    List<Batch> batches = new ArrayList<>();
    for (String store : settings.stores()) {
      BackupListing listing = installation.repository(store).list(settings.name());
      if (!listing.unreadable().isEmpty()) {
        throw new RefusedException(
            FailureType.BACKUP_DAMAGED,
            listing.unreadable().get(0).key()
                + " in store "
                + store
                + " cannot be read: "
                + listing.unreadable().get(0).reason()
                + "; look at it, or delete that backup, before keys are changed");
      }
      List<String> ids =
          listing.manifests().stream().map(manifest -> manifest.header().backupId()).toList();
      for (int from = 0; from < ids.size(); from += BATCH) {
        batches.add(
            new Batch(
                settings.name(), store, ids.subList(from, Math.min(ids.size(), from + BATCH))));
      }
    }
    return new RotationScope(keyIds, batches);
  }

  private Rewrapped rewrap(Batch batch, AtomicInteger done)
      throws UnknownNameException, IOException, InterruptedException {
    BackupRepository repository = installation.repository(batch.store());
    KeyRing keys = installation.keys();
    List<String> rewrapped = new ArrayList<>();
    List<String> unchanged = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (String id : batch.backupIds()) {
      BackupLocation backup = new BackupLocation(batch.database(), id);
      try {
        boolean changed = marked(repository, backup, () -> repository.rewrap(backup, keys));
        (changed ? rewrapped : unchanged).add(id);
      } catch (KeyException e) {
        reasons.add(id + " in " + batch.store() + ": " + e.getMessage());
      } catch (StoreException e) {
        if (e.kind() == StoreException.Kind.CORRUPT) {
          reasons.add(id + " in " + batch.store() + ": " + e.getMessage());
        } else if (e.kind() != StoreException.Kind.NOT_FOUND || !isGone(repository, backup)) {
          throw e;
        }
      }
      done.incrementAndGet();
    }
    return new Rewrapped(rewrapped, unchanged, reasons);
  }

  private Batch replace(Batch batch, AtomicInteger done)
      throws UnknownNameException, IOException, InterruptedException {
    BackupRepository repository = installation.repository(batch.store());
    for (String id : batch.backupIds()) {
      BackupLocation backup = new BackupLocation(batch.database(), id);
      try {
        marked(
            repository,
            backup,
            () -> {
              repository.replaceManifest(backup, installation.keys());
              return true;
            });
      } catch (StoreException e) {
        if (e.kind() != StoreException.Kind.NOT_FOUND || !isGone(repository, backup)) {
          throw e;
        }
      }
      done.incrementAndGet();
    }
    return batch;
  }

  @FunctionalInterface
  private interface Change {
    boolean run() throws IOException, InterruptedException;
  }

  /** Marked as being read, a backup is not pruned meanwhile. */
  private boolean marked(BackupRepository repository, BackupLocation backup, Change change)
      throws IOException, InterruptedException {
    String owner = MarkOwner.ofThisActivity();
    installation.marks().reading(repository.store(), backup, owner);
    try {
      return change.run();
    } finally {
      installation.marks().release(repository.store(), backup, MarkKind.READING, owner);
    }
  }

  /** Pruned since it was listed; then there is nothing to do. */
  private static boolean isGone(BackupRepository repository, BackupLocation backup)
      throws StoreException {
    return !BackupRepository.isSealed(repository.store(), backup)
        || Inventory.of(repository.store(), backup).deletionBegan();
  }
}
