package io.tidemark.api;

/**
 * The four task queues of one installation, all derived from the one that people know. Work that
 * waits (holders) and work that works (parts) never share slots, so neither starves the other.
 *
 * @param base workflows and short activities
 */
public record TaskQueues(String base) {
  /** The queue people type into the Web UI when nothing else was configured. */
  public static final String DEFAULT = "tidemark";

  /** Few slots, sized to the machine: dumping, loading, verifying. */
  public String parts() {
    return base + "-parts";
  }

  /** Deleting: served by every worker, or only by those whose credentials at the store allow it. */
  public String prune() {
    return base + "-prune";
  }

  /** Many slots: sessions that only keep a snapshot open. */
  public String hold() {
    return base + "-hold";
  }
}
