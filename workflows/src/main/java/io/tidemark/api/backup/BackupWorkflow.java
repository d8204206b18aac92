package io.tidemark.api.backup;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * Backs one database up: preflight, hold a snapshot, plan, dump › compress › encrypt › checksum ›
 * upload in parts, checksum, seal, prune, notify.
 */
@WorkflowInterface
public interface BackupWorkflow {
  /** The workflow type as people type it. */
  String TYPE = "TidemarkBackup";

  /**
   * Runs the backup.
   *
   * @param request any JSON; see {@link BackupRequest#parse}
   * @return what was sealed
   */
  @WorkflowMethod(name = TYPE)
  BackupResult backup(@Nullable Object request);

  /** A holder has its snapshot open, every table locked and nothing rewritten since. */
  @SignalMethod(name = HOLDER_READY, description = "Sent by Tidemark's own snapshot holders")
  void snapshotHeld(HeldSnapshot snapshot);

  /** Name of the signal {@link #snapshotHeld}. */
  String HOLDER_READY = "snapshotHeld";

  /** Where the backup stands. */
  @QueryMethod(name = "progress", description = "Phase, parts done, bytes and seconds by step")
  BackupProgress progress();
}
