package io.tidemark.api.verify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;

/** Finds a backup and opens its manifest. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface FindActivity {
  /** Finds and authenticates; a damaged or foreign manifest is refused here. */
  FoundBackup find(FindInput input);

  /**
   * Which backup.
   *
   * @param database name in the configuration
   * @param backup id, or {@code latest}
   * @param before the newest backup that shows the database at or before this time, ISO 8601; empty
   *     to take {@code backup}
   * @param store name of the store to look in, or empty for the one that is written first
   * @param manifest key of a manifest in that store, or empty to look the backup up
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record FindInput(
      String database, String backup, String before, String store, String manifest) {}
}
