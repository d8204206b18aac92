package io.tidemark.prune;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * A row of the table.
 *
 * @param takenAt the instant that the backup shows
 * @param bytes of all its objects
 * @param reasons every rule that keeps it, or why it is still there although none does; empty when
 *     it expired
 */
public record Judged(
    String backupId, Instant takenAt, long bytes, Outcome outcome, List<String> reasons) {

  public Judged {
    requireNonNull(backupId, "backupId is null");
    requireNonNull(takenAt, "takenAt is null");
    reasons = List.copyOf(reasons);
  }
}
