package io.tidemark.workflow;

import io.tidemark.api.prune.PruneActivity;
import io.tidemark.api.prune.PruneActivity.PruneInput;
import io.tidemark.api.prune.PrunedStore;
import java.time.Duration;

/** The one way to prune a store, for the prune itself and at the end of a backup. */
final class Pruning {
  private static final Duration LONGEST = Duration.ofHours(1);

  private Pruning() {}

  static PrunedStore run(
      ActivityStubs stubs, String database, String store, boolean dryRun, boolean anyShare) {
    return stubs
        .prune(PruneActivity.class, LONGEST, "prune · " + database + " in " + store)
        .prune(new PruneInput(database, store, dryRun, anyShare));
  }
}
