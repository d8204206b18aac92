package io.tidemark.retention;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What becomes of one backup.
 *
 * @param keptBy every rule and protection that keeps it, in words ({@code daily 2026-11-23}, {@code
 *     held}); empty when nothing does
 */
public record Verdict(SealedBackup backup, List<String> keptBy) {

  public Verdict {
    requireNonNull(backup, "backup is null");
    keptBy = List.copyOf(keptBy);
  }

  /** Whether anything keeps the backup; otherwise it expires. */
  public boolean kept() {
    return !keptBy.isEmpty();
  }
}
