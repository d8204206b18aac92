package io.tidemark.activity;

/** Told how jobs ended, for metrics. */
@FunctionalInterface
public interface OutcomeMeter {
  /**
   * Called once for each thing that people are told of; not all of them are ends.
   *
   * @param event {@code backup-succeeded}, {@code restore-failed} …
   * @param database name in the configuration
   */
  void ended(String event, String database);
}
