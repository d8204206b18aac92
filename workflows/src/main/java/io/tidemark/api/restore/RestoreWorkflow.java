package io.tidemark.api.restore;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * Restores one database: resolve, verify, load into a side database, check, safety backup of a live
 * target, confirmation, and promotion by rename. The live database is never written.
 */
@WorkflowInterface
public interface RestoreWorkflow {
  /** The workflow type as people type it. */
  String TYPE = "TidemarkRestore";

  /**
   * Runs the restore.
   *
   * @param request any JSON; see {@link RestoreRequest#parse}
   */
  @WorkflowMethod(name = TYPE)
  RestoreResult restore(@Nullable Object request);

  /** Where the restore stands. */
  @QueryMethod(name = "status", description = "Stage, parts done, and what was found so far")
  RestoreStatus status();
}
