package io.tidemark.retention;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Which backups go and which stay, and why.
 *
 * @param verdicts one for each backup, the newest first
 * @param refusal why nothing may be deleted this time although backups expire; empty when it may
 */
public record RetentionPlan(List<Verdict> verdicts, Optional<String> refusal) {

  public RetentionPlan {
    verdicts = List.copyOf(verdicts);
    requireNonNull(refusal, "refusal is null");
  }

  /** The backups that no rule keeps, the newest first, whether or not they may be deleted now. */
  public List<SealedBackup> expired() {
    return verdicts.stream().filter(verdict -> !verdict.kept()).map(Verdict::backup).toList();
  }

  /** The backups to delete now; none when the plan was refused. */
  public List<SealedBackup> deletions() {
    return refusal.isPresent() ? List.of() : expired();
  }
}
