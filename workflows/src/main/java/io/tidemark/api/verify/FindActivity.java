package io.tidemark.api.verify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Finds a backup and opens its manifest. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface FindActivity {
  /** Finds and authenticates; a damaged or foreign manifest is refused here. */
  FoundBackup find(FindInput input);

  /**
   * Names every backup of a database in a store, the newest first, those with a manifest that
   * cannot be read included. What of the input says which backup is not looked at.
   */
  List<String> findAll(FindInput input);

  /** Keeps a record of a verification beside the backup, and lets the backup go. */
  void recordVerification(VerificationRecord record);

  /**
   * What a verification came to.
   *
   * @param backup which backup; an empty store is the one that is written first
   * @param problems what is damaged; empty when nothing is
   * @param deep whether the parts were also decrypted, decompressed and parsed
   * @param objects objects read
   * @param bytes bytes read
   * @param rows rows counted
   * @param seconds duration
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record VerificationRecord(
      BackupReference backup,
      List<String> problems,
      boolean deep,
      int objects,
      long bytes,
      long rows,
      double seconds) {
    public VerificationRecord {
      problems = problems == null ? List.of() : List.copyOf(problems);
    }
  }

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
  record FindInput(String database, String backup, String before, String store, String manifest) {}
}
