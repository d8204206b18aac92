package io.tidemark.retention;

/** Why a backup must not be deleted now, whatever the policy says. */
public enum Protection {
  /** Somebody put a hold on it. */
  HELD("held"),
  /** A restore or a verification is reading it. */
  LEASED("being read by a restore or verification"),
  /** The safety backup of a restore that can still be rolled back. */
  ROLLBACK_WINDOW("safety backup of a restore in its rollback window"),
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
