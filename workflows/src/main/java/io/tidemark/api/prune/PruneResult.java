package io.tidemark.api.prune;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a prune did, or in a dry run would do.
 *
 * @param database name in the configuration
 * @param dryRun whether nothing was changed
 * @param stores one for each store, the written one first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PruneResult(String database, boolean dryRun, List<PrunedStore> stores) {
  public PruneResult {
    stores = stores == null ? List.of() : List.copyOf(stores);
  }
}
