package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * What a manifest says beside what its contents say.
 *
 * @param startedAt when the run began
 * @param safety whether the backup was made of a target right before a restore
 * @param tags of the operator; in the clear
 */
public record SealTerms(Instant startedAt, boolean safety, Map<String, String> tags) {

  public SealTerms {
    requireNonNull(startedAt, "startedAt is null");
    tags = Map.copyOf(tags);
  }
}
