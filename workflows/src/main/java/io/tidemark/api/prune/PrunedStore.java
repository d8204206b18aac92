package io.tidemark.api.prune;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What became of the backups of a database in one store.
 *
 * @param store name of the store
 * @param kept number of backups that are still there
 * @param backups one for each backup, the newest first; of those that are kept only the newest
 *     thousand
 * @param refusal why nothing was deleted although backups expired; empty when nothing was in the
 *     way
 * @param strays objects that no backup needs: swept, or in a dry run to be swept
 * @param unfinishedUploads uploads that nobody will finish: discarded, or to be discarded
 * @param notices what people should read
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PrunedStore(
    String store,
    int kept,
    List<PrunedBackup> backups,
    String refusal,
    List<SweptObjects> strays,
    int unfinishedUploads,
    List<String> notices) {

  public PrunedStore {
    backups = backups == null ? List.of() : List.copyOf(backups);
    refusal = refusal == null ? "" : refusal;
    strays = strays == null ? List.of() : List.copyOf(strays);
    notices = notices == null ? List.of() : List.copyOf(notices);
  }

  /**
   * A backup and what became of it.
   *
   * @param backupId which backup
   * @param takenAt the instant it shows, ISO 8601
   * @param bytes of all its objects
   * @param outcome {@code kept}; {@code deleted}; {@code expired}, when nothing keeps it but
   *     nothing was deleted; {@code retained}, when the store has it locked
   * @param reasons every rule that keeps it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PrunedBackup(
      String backupId, String takenAt, long bytes, String outcome, List<String> reasons) {
    public static final String KEPT = "kept";
    public static final String DELETED = "deleted";

    public PrunedBackup {
      reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }
  }

  /**
   * Objects that no backup needs.
   *
   * @param backupId the backup in whose folder they lie
   * @param what what they are
   * @param objects how many
   * @param bytes of all of them
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SweptObjects(String backupId, String what, int objects, long bytes) {}

  /** Ids of the backups that are gone, the newest first. */
  public List<String> deleted() {
    return backups.stream()
        .filter(backup -> backup.outcome().equals(PrunedBackup.DELETED))
        .map(PrunedBackup::backupId)
        .toList();
  }
}
