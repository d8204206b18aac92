package io.tidemark.api.prune;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** Deletes expired backups of a database, and sweeps what no backup needs. */
@WorkflowInterface
public interface PruneWorkflow {
  /** The workflow type as people type it. */
  String TYPE = "TidemarkPrune";

  /**
   * Runs the prune.
   *
   * @param request any JSON; see {@link PruneRequest#parse}
   */
  @WorkflowMethod(name = TYPE)
  PruneResult prune(@Nullable Object request);

  /** Where the prune stands. */
  @QueryMethod(name = "progress", description = "Stores pruned so far")
  PruneProgress progress();
}
