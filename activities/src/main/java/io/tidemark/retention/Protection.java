package io.tidemark.retention;

/** Why a backup must not be deleted now, whatever the policy says. */
public enum Protection {
  /** Somebody put a hold on it. */
  HELD("held"),
  /** A restore or a verification is reading it. */
  LEASED("being read by a restore or verification"),
  /** A restore waits for a decision on it, or may be rolled back to what it holds. */
  ROLLBACK_WINDOW("pinned by a restore that is not over"),
  /** The store itself refuses to delete its objects for now. */
  OBJECT_LOCK("locked by the store");

  private final String phrase;

  Protection(String phrase) {
    this.phrase = phrase;
  }

  /** In words, for the table of a prune. */
  public String phrase() {
    return phrase;
  }
}
