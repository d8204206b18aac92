package io.tidemark.api.keys;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** The steps of a rotation. Each can be repeated. Run on the queue with few slots. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface RotateKeysActivity {
  /** Finds the sealed backups of a database in all its stores, and the recipients of today. */
  RotationScope findForRotation(RotationInput input);

  /** Writes new manifests beside the old ones; a backup that cannot be opened is reported. */
  Rewrapped rewrap(Batch batch);

  /** Puts the new manifests in the old ones' places, and deletes what only old keys open. */
  void replaceManifests(Batch batch);

  /**
   * Whose backups.
   *
   * @param database name in the configuration
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record RotationInput(String database) {}

  /**
   * What there is to do.
   *
   * @param keyIds ids of the recipients of today
   * @param batches the backups, some at a time; each batch lies in one store
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record RotationScope(List<String> keyIds, List<Batch> batches) {
    public RotationScope {
      keyIds = keyIds == null ? List.of() : List.copyOf(keyIds);
      batches = batches == null ? List.of() : List.copyOf(batches);
    }
  }

  /**
   * Backups of one database in one store.
   *
   * @param database name in the configuration
   * @param store name of the store
   * @param backupIds which backups
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Batch(String database, String store, List<String> backupIds) {
    public Batch {
      backupIds = backupIds == null ? List.of() : List.copyOf(backupIds);
    }
  }

  /**
   * What became of a batch.
   *
   * @param rewrapped backups with a new manifest, in its place or beside the old one
   * @param unchanged ids of backups that have the recipients of today
   * @param unreadable backups that stay as they are, and why: a sentence for each; what was deleted
   *     meanwhile is in none of the three
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Rewrapped(List<String> rewrapped, List<String> unchanged, List<String> unreadable) {
    public Rewrapped {
      rewrapped = rewrapped == null ? List.of() : List.copyOf(rewrapped);
      unchanged = unchanged == null ? List.of() : List.copyOf(unchanged);
      unreadable = unreadable == null ? List.of() : List.copyOf(unreadable);
    }
  }
}
