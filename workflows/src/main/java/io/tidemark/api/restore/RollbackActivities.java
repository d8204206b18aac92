package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;

/** The two ways out of a rollback window. Both are safe to repeat. */
@ActivityInterface(namePrefix = "Tidemark_")
public interface RollbackActivities {
  /** Gives the old database its name back; the restored one goes aside and is kept. */
  RolledBack rollBack(UndoInput input);

  /**
   * Drops the old database. Refused while slots, subscriptions or prepared transactions hang on it.
   */
  void dropPrevious(UndoInput input);

  /**
   * Which databases.
   *
   * @param context the restore; names and OID of the old database are in it
   * @param restoredOid OID of the restored database
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record UndoInput(RestoreContext context, long restoredOid) {}

  /**
   * What was renamed back.
   *
   * @param aside name under which the restored database is kept
   * @param refusedMillis how long the name did not answer, milliseconds
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record RolledBack(String aside, long refusedMillis) {}
}
