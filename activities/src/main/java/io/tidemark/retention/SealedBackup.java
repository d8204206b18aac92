package io.tidemark.retention;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;

/**
 * A backup as retention sees it: sealed, of the one database that is pruned.
 *
 * @param takenAt the time recorded in the manifest; never a time of the store
 * @param protections empty when only the policy decides
 */
public record SealedBackup(String backupId, Instant takenAt, Set<Protection> protections) {

  /** The newest first; of two at the same moment, the greater id. */
  static final Comparator<SealedBackup> NEWEST_FIRST =
      Comparator.comparing(SealedBackup::takenAt).thenComparing(SealedBackup::backupId).reversed();

  public SealedBackup {
    requireNonNull(backupId, "backupId is null");
    requireNonNull(takenAt, "takenAt is null");
    protections = Set.copyOf(protections);
  }
}
