package io.tidemark.testkit;

import io.tidemark.postgres.Coming;

/** A database with every kind of object, for round trips. */
public final class Zoo {
  private Zoo() {}

  /** Fills a database with everything that its server's version knows. */
  public static void fill(TestDatabase database) {
    Coming.yet(database.name());
  }
}
