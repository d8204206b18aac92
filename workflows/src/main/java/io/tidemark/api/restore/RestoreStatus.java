package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a restore stands.
 *
 * @param database name in the configuration
 * @param backupId which backup, empty until it was found
 * @param target name under which the restored database will be
 * @param stage {@link RestoreStage#word}
 * @param partsDone parts of the stage at work
 * @param partsTotal parts of the stage at work, 0 when it has none
 * @param bytesDone stored bytes of those parts
 * @param bytesTotal stored bytes of all parts
 * @param findings what the checks found so far
 * @param requester who asked for it; empty when nobody said
 * @param proof code that an approval must carry; empty unless the restore waits for one
 * @param votes approvals so far
 * @param quorum how many are needed, 0 when none is
 * @param until when the wait for approval or the rollback window ends, ISO 8601; empty outside them
 * @param impact what the promotion would change; null until it was measured
 * @param result what came of it; null before the promotion
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RestoreStatus(
    String database,
    String backupId,
    String target,
    String stage,
    int partsDone,
    int partsTotal,
    long bytesDone,
    long bytesTotal,
    List<Finding> findings,
    String requester,
    String proof,
    List<Vote> votes,
    int quorum,
    String until,
    @Nullable ImpactReport impact,
    @Nullable RestoreResult result) {
  public RestoreStatus {
    findings = findings == null ? List.of() : List.copyOf(findings);
    votes = votes == null ? List.of() : List.copyOf(votes);
  }
}
