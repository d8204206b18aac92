package io.tidemark.archive;

import io.tidemark.api.StoredObject;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules that tie objects to one backup and one place in it, so that whole objects cannot be
 * moved between backups, databases or positions either.
 */
final class Binding {

  private Binding() {}

  /** An object of a backup lies within it. */
  static void requireWithin(BackupLocation location, StoredObject object) throws StoreException {
    if (!isWithin(location, object)) {
      throw Manifest.damaged(
          location.manifest(), "an object that it names belongs to another backup");
    }
  }

  /** Contents say of the backup what its header says. */
  static void requireSame(ManifestHeader header, Contents contents) {
    if (contents.formatVersion() != header.formatVersion()
        || !contents.backupId().equals(header.backupId())
        || !contents.databaseName().equals(header.database())
        || contents.parts().size() != header.parts()) {
      throw new IllegalArgumentException("they are those of another backup");
    }
  }

  /** Every part has its place, and an object of its own within the backup. */
  static void requireConsistent(BackupLocation location, Contents contents) {
    List<RecordedPart> parts = contents.parts();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < parts.size(); i++) {
      RecordedPart part = parts.get(i);
      if (part.index() != i) {
        throw new IllegalArgumentException("part " + part.index() + " stands in place " + i);
      }
      if (!isWithin(location, part.object())) {
        throw new IllegalArgumentException("the object of part " + i + " is of another backup");
      }
      if (!keys.add(part.object().key())) {
        throw new IllegalArgumentException("part " + i + " shares its object with another part");
      }
    }
  }

  private static boolean isWithin(BackupLocation location, StoredObject object) {
    try {
      return new ObjectKey(object.key()).value().startsWith(location.prefix());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
