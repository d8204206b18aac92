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
   * @param manifest key of a manifest in the database's store, or empty to look the backup up
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record FindInput(String database, String backup, String manifest) {}
}
