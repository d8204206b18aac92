package io.tidemark.marks;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What somebody does with a backup, for as long as the mark lives. */
public enum MarkKind {
  /** It is being written. A crashed run is forgotten after this. */
  RUNNING("running", Duration.ofHours(1)),
  /** It is being restored, verified or copied. Indexes may take hours between two reads. */
  READING("reading", Duration.ofHours(6)),
  /** It has to stay until a known time, as the safety backup of a restore does. */
  PINNED("pinned", Duration.ofHours(24)),
  /** It is about to be deleted: nobody may begin to read it. */
  DELETING("deleting", Duration.ofMinutes(30));

  private final String word;
  private final Duration lifetime;

  MarkKind(String word, Duration lifetime) {
    this.word = word;
    this.lifetime = lifetime;
  }

  /** As in the object's key. */
  public String word() {
    return word;
  }

  /** How long one lives that says nothing else, from the moment the store wrote it. */
  public Duration lifetime() {
    return lifetime;
  }

  static Optional<MarkKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
