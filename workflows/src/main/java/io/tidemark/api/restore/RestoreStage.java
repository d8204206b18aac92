package io.tidemark.api.restore;

import java.util.Locale;

/** The stages of a restore, in order. */
public enum RestoreStage {
  /** Digests and authenticity. */
  VERIFYING,
  /** Definitions, rows and indexes into the side database. */
  LOADING,
  /** The side database against what was recorded at backup time. */
  CHECKING,
  /** Safety backup of the live target. */
  SAVING,
  /** Somebody must say yes. */
  AWAITING_APPROVAL,
  /** Renaming. */
  PROMOTING,
  /** Restored under a new name. */
  KEPT,
  /** Restored under the live name; the old database is beside it, and can have its name back. */
  IN_ROLLBACK_WINDOW,
  /** Restored under the live name; the old database is gone. */
  FINALIZED,
  /** The old database has its name again; the restored one is beside it. */
  ROLLED_BACK,
  /** Somebody said no; the live database is as it was. */
  REJECTED,
  /** Nobody said yes in time; the live database is as it was. */
  EXPIRED,
  /** Ended without a restored database. */
  FAILED,
  /** Cancelled; the side database was dropped. */
  CANCELLED;

  /** As shown and as in JSON: {@code awaiting-approval}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
