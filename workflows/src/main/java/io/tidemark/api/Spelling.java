package io.tidemark.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what was probably meant by a misspelt name. */
public final class Spelling {
  private static final int LIKELY_SLIPS = 2;

  private Spelling() {}

  /**
   * The known name at most two slips of the pen away, the nearest first; empty when there is none.
   */
  public static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(candidate, name) <= LIKELY_SLIPS)
        .min(Comparator.comparingInt((String candidate) -> distance(candidate, name)));
  }

  /** Levenshtein's edit distance; the words are a few letters long. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
