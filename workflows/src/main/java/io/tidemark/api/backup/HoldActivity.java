package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Keeps a snapshot open until cancelled. Runs on the queue for waiting work. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface HoldActivity {
  /**
   * Opens or imports a snapshot, locks every table, signals {@link BackupWorkflow#snapshotHeld} to
   * the workflow that scheduled it, and stays until it is cancelled. One attempt only: a repeat
   * with the same input would open an unrelated snapshot; the workflow replaces a dead holder with
   * fresh input.
   */
  void holdSnapshot(HoldInput input);

  /**
   * What to hold.
   *
   * @param context the backup
   * @param generation number of the dump
   * @param holder which holder, from 1
   * @param token comes back in the signal
   * @param onDdl {@code fail} or {@code cancel}
   * @param alive snapshots of the same generation to import from; empty for the first holder
   * @param notOn tokens of holders beside which this one does not want to run: a process that runs
   *     one of them refuses with WrongWorker, so that no process takes all holders with it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record HoldInput(
      BackupContext context,
      int generation,
      int holder,
      String token,
      String onDdl,
      List<HeldSnapshot> alive,
      List<String> notOn) {
    public HoldInput {
      alive = alive == null ? List.of() : List.copyOf(alive);
      notOn = notOn == null ? List.of() : List.copyOf(notOn);
    }
  }
}
