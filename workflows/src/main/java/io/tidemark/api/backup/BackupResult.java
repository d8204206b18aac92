package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidemark.api.StepTotals;
import java.util.List;

/**
 * A sealed backup.
 *
 * @param database name in the configuration
 * @param backupId identity
 * @param store name of the store
 * @param manifest key of the manifest
 * @param parts number of parts
 * @param rawBytes before compression
 * @param storedBytes in the store
 * @param rows rows of all tables
 * @param tables tables with rows in the backup
 * @param snapshotAt the instant that the backup shows, ISO 8601
 * @param seconds from the workflow's start to the seal
 * @param copies one for each further store of the database, in their order
 * @param deleted backups that Prune deleted afterwards
 * @param steps totals by step
 * @param notices what people should read
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupResult(
    String database,
    String backupId,
    String store,
    String manifest,
    int parts,
    long rawBytes,
    long storedBytes,
    long rows,
    int tables,
    String snapshotAt,
    double seconds,
    List<BackupCopy> copies,
    List<String> deleted,
    List<StepTotals> steps,
    List<String> notices) {
  public BackupResult {
    copies = copies == null ? List.of() : List.copyOf(copies);
    deleted = deleted == null ? List.of() : List.copyOf(deleted);
    steps = steps == null ? List.of() : List.copyOf(steps);
    notices = notices == null ? List.of() : List.copyOf(notices);
  }

  /** The same backup with what became known after the seal. */
  public BackupResult with(
      double secondsInAll,
      List<BackupCopy> copied,
      List<String> pruned,
      List<StepTotals> totals,
      List<String> notes) {
    return new BackupResult(
        database,
        backupId,
        store,
        manifest,
        parts,
        rawBytes,
        storedBytes,
        rows,
        tables,
        snapshotAt,
        secondsInAll,
        copied,
        pruned,
        totals,
        notes);
  }
}
