package io.tidemark.api.prune;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * Deletes what the retention policy no longer keeps. Runs on a queue of its own, so that only a
 * worker with credentials of its own need be able to delete.
 */
@ActivityInterface(namePrefix = "Tidemark_")
public interface PruneActivity {
  /** Names the stores of a database, the written one first. */
  List<String> pruneStores(String database);

  /** Applies the configured policy to the backups of one database in one store, and sweeps it. */
  PrunedStore prune(PruneInput input);

  /**
   * Where to prune.
   *
   * @param database name in the configuration
   * @param store name of the store
   * @param dryRun change nothing
   * @param anyShare delete however large a share of the backups expired
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PruneInput(String database, String store, boolean dryRun, boolean anyShare) {}
}
