package io.tidemark.marks;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds on the backups of a store: an object each, beside the manifest, until released. */
public final class Holds {
  static final String FOLDER = "holds/";

  private final BackupStore store;
  private final Marks marks;

  public Holds(BackupStore store) {
    this.store = requireNonNull(store, "store is null");
    this.marks = new Marks(store);
  }

  /**
   * Holds a backup. More than one may be held on the same backup.
   *
   * @throws StoreException NOT_FOUND when the backup is being deleted, or is not there
   */
  public Hold hold(BackupLocation location, String reason, String heldBy) throws StoreException {
    ObjectInfo written =
        SmallObject.write(
            store,
            new ObjectKey(location.prefix() + FOLDER + SmallObject.nonce() + ".json"),
            Map.of("reason", reason, "heldBy", heldBy));
    if (marks.deleting(location, written.modifiedAt())
        || !BackupRepository.isSealed(store, location)) {
      store.delete(written.key());
      throw new StoreException(
          StoreException.Kind.NOT_FOUND,
          location.manifest(),
          "cannot be held any more: it is being deleted, or never was there");
    }
    return new Hold(written.key(), reason, heldBy, written.modifiedAt());
  }

  /** Releases every hold on a backup, and returns those there were. */
  public List<Hold> release(BackupLocation location) throws StoreException {
    List<Hold> holds = of(location);
    for (Hold hold : holds) {
      store.delete(hold.key());
    }
    return holds;
  }

  /** The holds on a backup, in no order that matters. */
  public List<Hold> of(BackupLocation location) throws StoreException {
    List<ObjectInfo> objects = new ArrayList<>();
    store.list(location.prefix() + FOLDER, objects::add);
    List<Hold> holds = new ArrayList<>();
    for (ObjectInfo object : objects) {
      JsonNode content = SmallObject.read(store, object.key());
      holds.add(
          new Hold(
              object.key(),
              content.path("reason").asText(""),
              content.path("heldBy").asText(""),
              object.modifiedAt()));
    }
    return holds;
  }
}
