package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import io.tidemark.api.StoredObject;
import java.util.List;

/** The short steps of a backup. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface BackupActivities {
  /**
   * Resolves names, measures the server, and refuses what cannot end well, before anything starts.
   */
  Preflight preflight(PreflightInput input);

  /** Reads the catalogs under the snapshot, cuts tables into parts, and stores the sealed plan. */
  PlanSummary plan(PlanInput input);

  /** Compares what the store holds with every accepted receipt. */
  ChecksumResult checksum(SealInput input);

  /** Writes contents and manifest: from here on the backup exists. */
  BackupResult seal(SealInput input);

  /**
   * The request and the identity of the backup.
   *
   * @param request as typed
   * @param backupId made by the workflow
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PreflightInput(BackupRequest request, String backupId) {}

  /**
   * What to plan.
   *
   * @param context the backup
   * @param snapshots holders alive
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PlanInput(BackupContext context, List<HeldSnapshot> snapshots) {
    public PlanInput {
      snapshots = snapshots == null ? List.of() : List.copyOf(snapshots);
    }
  }

  /**
   * What to seal.
   *
   * @param preflight as recorded
   * @param plan the sealed plan
   * @param snapshot the snapshot of the accepted generation
   * @param receipts one a part, all of one generation
   * @param startedAt when the workflow started, ISO 8601
   * @param purpose of the request, or the empty string
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record SealInput(
      Preflight preflight,
      StoredObject plan,
      HeldSnapshot snapshot,
      List<SealedPart> receipts,
      String startedAt,
      String purpose) {
    public SealInput {
      receipts = receipts == null ? List.of() : List.copyOf(receipts);
    }
  }

  /**
   * An accepted receipt, cut down to what Seal needs.
   *
   * @param index of the part
   * @param generation of the snapshot
   * @param receipt where the receipt is
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record SealedPart(int index, int generation, StoredObject receipt) {}

  /**
   * What was compared.
   *
   * @param objects how many objects
   * @param bytes stored bytes
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ChecksumResult(int objects, long bytes) {}
}
