package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidemark.api.StoredObject;
import java.util.List;

/**
 * The plan as the workflow sees it.
 *
 * @param plan the sealed plan in the store
 * @param parts in the order in which they should start, longest first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlanSummary(StoredObject plan, List<PartRef> parts) {
  public PlanSummary {
    parts = parts == null ? List.of() : List.copyOf(parts);
  }
}
