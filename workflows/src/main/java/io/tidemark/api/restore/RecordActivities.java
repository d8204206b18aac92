package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import io.tidemark.api.verify.BackupReference;

/** Keeps a restore's record in the store. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface RecordActivities {
  /** Adds an entry; adding it again is harmless. */
  void record(RecordInput input);

  /**
   * Uses up a decision: one run of a workflow can, once, so that a run that was reset to a moment
   * after the approval cannot promote by it again.
   *
   * @return false when another run used it before
   */
  boolean consumeDecision(DecisionInput input);

  /**
   * An entry.
   *
   * @param backup the backup that is restored; its store and its key are used
   * @param event what happened
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record RecordInput(BackupReference backup, RestoreEvent event) {}

  /**
   * A decision.
   *
   * @param backup the backup that is restored
   * @param decision names it: the proof's code, or {@code confirmed}
   * @param event who decided what
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record DecisionInput(BackupReference backup, String decision, RestoreEvent event) {}
}
