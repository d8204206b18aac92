package io.tidemark.prune;

import io.tidemark.archive.BackupLocation;
import io.tidemark.marks.BackupFolder;
import io.tidemark.marks.Inventory;
import io.tidemark.marks.Mark;
import io.tidemark.marks.MarkKind;
import io.tidemark.marks.Marks;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Deletes one backup, or what is left of one, in an order that may be broken off anywhere:
 *
 * <ol>
 *   <li>a mark says that it is being deleted, so that nobody begins to read or hold it;
 *   <li>whoever reads, holds or writes it already is looked for, and given way to;
 *   <li>the manifest goes: from here on there is no backup, and the mark is its tombstone;
 *   <li>everything else goes, the mark last. Who finds a mark without a manifest goes on here.
 * </ol>
 */
final class Deletion {

  /** A pause longer than this between looking and deleting, and somebody may have come since. */
  private static final Duration LONGEST_PAUSE = MarkKind.DELETING.lifetime().dividedBy(3);

  private final BackupStore store;
  private final Marks marks;
  private final String owner;
  private final LongSupplier nanoTime;

  Deletion(BackupStore store, String owner, LongSupplier nanoTime) {
    this.store = store;
    this.marks = new Marks(store);
    this.owner = owner;
    this.nanoTime = nanoTime;
  }

  /**
   * Deletes a sealed backup.
   *
   * @return why it was left alone; empty when it is gone
   */
  Optional<String> sealed(BackupLocation location) throws StoreException {
    return run(location, true);
  }

  /**
   * Deletes what is left of a backup that has no manifest.
   *
   * @return why it was left alone; empty when it is gone
   */
  Optional<String> remains(BackupLocation location) throws StoreException {
    return run(location, false);
  }

  private Optional<String> run(BackupLocation location, boolean sealed) throws StoreException {
    long began = nanoTime.getAsLong();
    Mark mark = marks.set(location, MarkKind.DELETING, owner, MarkKind.DELETING.lifetime());
    Optional<String> inTheWay = inTheWay(Inventory.of(store, location), sealed, mark.writtenAt());
    if (inTheWay.isEmpty() && nanoTime.getAsLong() - began > LONGEST_PAUSE.toNanos()) {
      inTheWay = Optional.of("looking took too long; the next prune tries again");
    }
    if (inTheWay.isPresent()) {
      marks.clear(location, MarkKind.DELETING, owner);
      return inTheWay;
    }
    store.delete(location.nextManifest());
    store.delete(location.manifest());
    deleteRest(location);
    return Optional.empty();
  }

  private static Optional<String> inTheWay(BackupFolder folder, boolean sealed, Instant now) {
    if (folder.isMarked(MarkKind.READING, now)) {
      return Optional.of("being read by a restore or verification");
    }
    if (folder.isMarked(MarkKind.PINNED, now)) {
      return Optional.of("pinned by a restore that is not over");
    }
    if (folder.held()) {
      return Optional.of("held");
    }
    if (!sealed && folder.manifest().isPresent()) {
      return Optional.of("sealed meanwhile");
    }
    if (!sealed && folder.isMarked(MarkKind.RUNNING, now)) {
      return Optional.of("being written");
    }
    return Optional.empty();
  }

  private void deleteRest(BackupLocation location) throws StoreException {
    List<ObjectKey> objects = new ArrayList<>();
    List<ObjectKey> tombstones = new ArrayList<>();
    store.list(
        location.prefix(),
        object -> {
          boolean tombstone =
              Mark.of(object).filter(mark -> mark.kind() == MarkKind.DELETING).isPresent();
          (tombstone ? tombstones : objects).add(object.key());
        });
    for (ObjectKey object : objects) {
      store.delete(object);
    }
    for (ObjectKey tombstone : tombstones) {
      store.delete(tombstone);
    }
  }
}
