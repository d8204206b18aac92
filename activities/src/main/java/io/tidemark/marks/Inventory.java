package io.tidemark.marks;

import io.tidemark.archive.BackupLocation;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything that one listing tells of the backups of a database, sealed or not. */
public final class Inventory {
  private final SortedMap<String, BackupFolder> folders = new TreeMap<>();

  private Inventory() {}

  /** Lists a database's objects. */
  public static Inventory of(BackupStore store, String database) throws StoreException {
    return list(store, database, ObjectKey.escape(database) + "/");
  }

  /** Lists one backup's objects. */
  public static BackupFolder of(BackupStore store, BackupLocation location) throws StoreException {
    return list(store, location.database(), location.prefix())
        .folder(location.backupId())
        .orElseGet(() -> new BackupFolder(location));
  }

  private static Inventory list(BackupStore store, String database, String prefix)
      throws StoreException {
    Inventory inventory = new Inventory();
    store.list(prefix, object -> inventory.add(database, object));
    return inventory;
  }

  private void add(String database, ObjectInfo object) {
    String[] segments = object.key().value().split("/", 3);
    if (segments.length == 3 && BackupLocation.isBackupId(segments[1])) {
      folders
          .computeIfAbsent(segments[1], id -> new BackupFolder(new BackupLocation(database, id)))
          .add(object);
    }
  }

  /** Every backup, the oldest first. */
  public Collection<BackupFolder> folders() {
    return Collections.unmodifiableCollection(folders.values());
  }

  /** One backup; empty when nothing of it is there. */
  public Optional<BackupFolder> folder(String backupId) {
    return Optional.ofNullable(folders.get(backupId));
  }
}
