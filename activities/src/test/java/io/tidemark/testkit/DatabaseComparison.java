package io.tidemark.testkit;

import io.tidemark.postgres.ConnectionTarget;
import java.util.List;

/** Tells whether two databases are the same in everything that a restore must bring back. */
public final class DatabaseComparison {
  private DatabaseComparison() {}

  /** What differs, one readable line each; empty when nothing does. */
  public static List<String> differences(ConnectionTarget source, ConnectionTarget copy) {
    return List.of(source + " and " + copy + " are not compared yet");
  }
}
