package io.tidemark.archive;

import io.tidemark.api.backup.PartKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Turns the accepted receipts of a backup into its parts, and refuses what does not fit together.
 */
public final class AcceptedReceipts {

  private AcceptedReceipts() {}

  /**
   * Joins one receipt for each part of the plan, in any order.
   *
   * @param snapshot what all parts but globals must have been read under
   * @param plannedParts number of parts of the plan
   * @throws IllegalArgumentException when a part is missing or there twice, or was read under
   *     another snapshot: two snapshots are never mixed in one backup
   */
  public static List<RecordedPart> parts(
      BackupLocation location,
      RecordedSnapshot snapshot,
      int plannedParts,
      List<Receipt> receipts) {
    List<Receipt> ordered = new ArrayList<>(receipts);
    ordered.sort(Comparator.comparingInt(Receipt::part));
    if (ordered.size() != plannedParts) {
      throw new IllegalArgumentException(
          "there are " + ordered.size() + " receipts for " + plannedParts + " parts");
    }
    for (int i = 0; i < plannedParts; i++) {
      requireFits(location, snapshot, i, ordered.get(i));
    }
    return ordered.stream().map(Receipt::recorded).toList();
  }

  private static void requireFits(
      BackupLocation location, RecordedSnapshot snapshot, int index, Receipt receipt) {
    if (!receipt.backupId().equals(location.backupId()) || receipt.part() != index) {
      throw new IllegalArgumentException(
          "there is no receipt of part " + index + " of " + location.backupId());
    }
    boolean sameSnapshot =
        receipt.generation() == snapshot.generation()
            && receipt.snapshotText().equals(snapshot.text());
    if (receipt.kind() != PartKind.GLOBALS && !sameSnapshot) {
      throw new IllegalArgumentException(
          "part "
              + index
              + " was read under snapshot "
              + receipt.snapshotText()
              + " of generation "
              + receipt.generation()
              + ", the backup is of "
              + snapshot.text()
              + " of generation "
              + snapshot.generation());
    }
  }
}
