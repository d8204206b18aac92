package io.tidemark.worker.config;

import io.tidemark.api.Spelling;
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
            + Spelling.nearest(name, known)
                .map(candidate -> "did you mean " + candidate + "?")
                .orElse("docs/configuration.md lists them all"));
  }

  Optional<String> warning(String name) {
    if (!name.startsWith("BACKUP_") || known.contains(name)) {
      return Optional.empty();
    }
    return Spelling.nearest(name, known)
        .map(candidate -> name + " does nothing; did you mean " + candidate + "?");
  }
}
