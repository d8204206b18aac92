package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.StoredObject;
import io.tidemark.pipeline.ObjectCopy;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A backup on its way to another store: the same objects under the same keys, the manifest last, so
 * that a copy exists when it is whole.
 */
public final class CopiedBackup {

  private final BackupLocation location;
  private final BackupStore to;
  private final Manifests source;
  private final Manifests copies;
  private final ObjectCopy objects;

  /**
   * @param from where the backup is sealed
   * @param to where its copy goes; both stay the caller's to close
   */
  public CopiedBackup(BackupLocation location, BackupStore from, BackupStore to) {
    this.location = requireNonNull(location, "location is null");
    this.to = requireNonNull(to, "to is null");
    this.source = new Manifests(from);
    this.copies = new Manifests(to);
    this.objects = new ObjectCopy(from, to);
  }

  /**
   * Copies the object of one part; see {@link ObjectCopy#copy}.
   *
   * @param progress told the bytes of each block
   */
  public void part(StoredObject object, LongConsumer progress)
      throws StoreException, InterruptedException {
    Binding.requireWithin(location, object);
    objects.copy(object, progress);
  }

  /**
   * Makes the copy exist.
   *
   * @param parts the objects of all parts
   * @return bytes of contents and manifest
   * @throws StoreException NOT_FOUND when a part is not in the other store; CORRUPT when something
   *     else lies in the manifest's place there
   */
  public long seal(List<StoredObject> parts) throws IOException, InterruptedException {
    for (StoredObject part : parts) {
      if (!objects.isThere(part)) {
        throw new StoreException(
            StoreException.Kind.NOT_FOUND,
            new ObjectKey(part.key()),
            "was copied, and is not in "
                + to.describe()
                + ": is that the same place for every worker?");
      }
    }
    Manifest manifest = source.read(location.manifest());
    objects.copy(manifest.header().contents(), bytes -> {});
    Optional<Manifest> earlier = copies.find(location.manifest());
    if (earlier.isEmpty()) {
      copies.write(manifest);
    }
    if (!copies.read(location.manifest()).equals(manifest)) {
      throw Manifest.damaged(
          location.manifest(), "another manifest lies in its place in " + to.describe());
    }
    return manifest.header().contents().sizeBytes() + manifest.bytes().length;
  }
}
