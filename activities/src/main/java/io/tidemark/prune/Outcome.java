package io.tidemark.prune;

/** What became of a backup. */
public enum Outcome {
  /** A rule or protection keeps it. */
  KEPT("kept"),
  /** Nothing keeps it; it was not deleted, because this was a dry run or was refused. */
  EXPIRED("expired"),
  /** Nothing kept it, and it is gone. */
  DELETED("deleted"),
  /** Nothing keeps it but the store, which has its objects locked. */
  RETAINED("retained");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** One word, for the table. */
  public String word() {
    return word;
  }
}
