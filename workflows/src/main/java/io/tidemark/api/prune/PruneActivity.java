package io.tidemark.api.prune;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Deletes what the retention policy no longer keeps. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface PruneActivity {
  /** Applies the configured policy to the backups of one database in one store. */
  PruneResult prune(PruneInput input);

  /**
   * Where to prune.
   *
   * @param database name in the configuration
   * @param store name of the store
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PruneInput(String database, String store) {}

  /**
   * What was done.
   *
   * @param kept number of backups kept
   * @param deleted ids of the backups deleted
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PruneResult(int kept, List<String> deleted) {
    public PruneResult {
      deleted = deleted == null ? List.of() : List.copyOf(deleted);
    }
  }
}
