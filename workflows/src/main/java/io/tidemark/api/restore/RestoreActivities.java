package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import io.tidemark.api.verify.FoundBackup;
import java.util.List;

/** The short steps of a restore. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface RestoreActivities {
  /** Looks at the target and refuses what cannot end well: rights, versions, names, extensions. */
  ResolvedRestore resolve(ResolveInput input);

  /** Checks that the safety backup is sealed, and pins it to this restore. */
  void preRestoreBackup(PinInput input);

  /**
   * Renames: the live database away and the side database in, in one transaction. Recognises its
   * own earlier success, so a repeat is safe. Refused with DecisionSpent unless this very run used
   * up the decision.
   */
  Promoted restore(PromoteInput input);

  /** Drops the side database if it is there and carries this restore's mark. */
  void dropSideDatabase(RestoreContext context);

  /**
   * What to resolve.
   *
   * @param restoreId identity of this restore
   * @param request as typed
   * @param backup as found
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ResolveInput(String restoreId, RestoreRequest request, FoundBackup backup) {}

  /**
   * Which backup to pin.
   *
   * @param context the restore
   * @param safetyBackupId the backup that was taken for it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PinInput(RestoreContext context, String safetyBackupId) {}

  /**
   * What to rename.
   *
   * @param context the restore
   * @param sideOid OID of the side database that was loaded and checked
   * @param decision names the decision that was used up for this; empty when none was needed
   * @param at when the promotion was decided, ISO 8601; part of the old database's new name
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PromoteInput(RestoreContext context, long sideOid, String decision, String at) {}

  /**
   * What was renamed.
   *
   * @param database the name under which the restored database is
   * @param oid its OID
   * @param previous name under which the old database is kept; empty when there was none
   * @param refusedMillis how long the name did not answer, milliseconds; 0 when there was none
   * @param findings what could not be carried over from the old database, or stays with it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Promoted(
      String database, long oid, String previous, long refusedMillis, List<Finding> findings) {
    public Promoted {
      findings = findings == null ? List.of() : List.copyOf(findings);
    }
  }
}
