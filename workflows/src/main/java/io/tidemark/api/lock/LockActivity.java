package io.tidemark.api.lock;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;

/** Looks at a lock that could not be taken. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface LockActivity {
  /**
   * Names the lock's owner. A lock whose owner is closed is terminated, so that a second try gets
   * it.
   */
  LockState inspectLock(String lockWorkflowId);

  /**
   * What was found.
   *
   * @param held whether somebody still holds it
   * @param ownerWorkflowId of the owner, empty when nobody holds it
   * @param ownerRunId of the owner, empty when nobody holds it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record LockState(boolean held, String ownerWorkflowId, String ownerRunId) {}
}
