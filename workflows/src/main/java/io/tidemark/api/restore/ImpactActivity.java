package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;

/** Compares the live database with the one that would replace it. Runs on the queue of parts. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface ImpactActivity {
  /** Reads both; writes neither. */
  ImpactReport impact(ImpactInput input);

  /**
   * What to compare.
   *
   * @param context the restore
   * @param sideOid OID of the side database that was loaded and checked
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ImpactInput(RestoreContext context, long sideOid) {}
}
