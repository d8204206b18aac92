package io.tidemark.prune;

import static java.util.Objects.requireNonNull;

import io.tidemark.retention.RetentionPolicy;
import java.time.Duration;

/**
 * What to prune, and how boldly.
 *
 * @param database name in the configuration
 * @param policy of this database in this store
 * @param dryRun change nothing
 * @param grace strays younger than this are left alone, since somebody may be at work on them
 * @param longestUpload uploads begun longer ago than this, and than the grace, are nobody's
 * @param owner who does it, as the id of a workflow and its run
 */
public record PruneTerms(
    String database,
    RetentionPolicy policy,
    boolean dryRun,
    Duration grace,
    Duration longestUpload,
    String owner) {

  /** The usual grace: longer than any attempt at a part may take. */
  public static final Duration GRACE = Duration.ofHours(24);

  public PruneTerms {
    requireNonNull(database, "database is null");
    requireNonNull(policy, "policy is null");
    requireNonNull(grace, "grace is null");
    requireNonNull(longestUpload, "longestUpload is null");
    requireNonNull(owner, "owner is null");
  }
}
