package io.tidemark.api.prune;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.api.RequestReader;
import org.jspecify.annotations.Nullable;

/**
 * What to prune.
 *
 * @param database name in the configuration
 * @param dryRun change nothing, only say what would be deleted
 * @param store name of the one store to prune; null for all of the database
 * @param anyShare delete however large a share of the backups expired
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PruneRequest(
    String database, boolean dryRun, @Nullable String store, boolean anyShare) {

  /**
   * Reads what was typed.
   *
   * @throws io.tidemark.api.InvalidRequestException with every problem
   */
  public static PruneRequest parse(@Nullable Object json) {
    RequestReader reader =
        new RequestReader(
            PruneWorkflow.TYPE + " input", "{\"database\":\"orders\",\"dryRun\":true}", json);
    PruneRequest request =
        new PruneRequest(
            reader.requiredText("database"),
            reader.flag("dryRun"),
            reader.text("store").orElse(null),
            reader.flag("anyShare"));
    reader.finish();
    return request;
  }
}
