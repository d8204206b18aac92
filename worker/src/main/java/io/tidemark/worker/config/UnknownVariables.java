package io.tidemark.worker.config;

import java.util.Optional;
import java.util.Set;

/**
 * Finds misspelt names. The prefix {@code TIDEMARK_} is ours, so an unknown name under it is a
 * problem; {@code BACKUP_} is everybody's, so there only a near miss is worth a warning.
 */
final class UnknownVariables {
  /** Read by the launcher, before any Java runs. */
  static final Set<String> LAUNCHER = Set.of("TIDEMARK_JAVA_OPTS", "TIDEMARK_MAVEN_OPTS");

  private final Set<String> known;

  UnknownVariables(Set<String> known) {
    this.known = known;
  }

  Optional<String> problem(String name) {
    if (!name.startsWith("TIDEMARK_") || known.contains(name) || LAUNCHER.contains(name)) {
      return Optional.empty();
    }
    return Optional.of(
        name
            + " is not a variable of Tidemark's; "
            + near(name)
                .map(candidate -> "did you mean " + candidate + "?")
                .orElse("docs/configuration.md lists them all"));
  }

  Optional<String> warning(String name) {
    if (!name.startsWith("BACKUP_") || known.contains(name)) {
      return Optional.empty();
    }
    return near(name).map(candidate -> name + " does nothing; did you mean " + candidate + "?");
  }

  private Optional<String> near(String name) {
    return known.stream().filter(candidate -> distance(candidate, name) <= 2).findFirst();
  }

  /** Levenshtein's edit distance. */
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
