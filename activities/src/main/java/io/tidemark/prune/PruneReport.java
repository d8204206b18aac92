package io.tidemark.prune;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a prune did, or in a dry run would do.
 *
 * @param backups one for each sealed backup, the newest first
 * @param refusal why no backup was deleted although some expired; empty when nothing was in the way
 * @param strays swept, or to be swept
 * @param unfinishedUploads discarded, or to be discarded
 * @param notices what people should read
 */
public record PruneReport(
    List<Judged> backups,
    Optional<String> refusal,
    List<Stray> strays,
    int unfinishedUploads,
    List<String> notices) {

  public PruneReport {
    backups = List.copyOf(backups);
    requireNonNull(refusal, "refusal is null");
    strays = List.copyOf(strays);
    notices = List.copyOf(notices);
  }
}
