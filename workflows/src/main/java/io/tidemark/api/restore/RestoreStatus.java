package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

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
    List<Finding> findings) {
  public RestoreStatus {
    findings = findings == null ? List.of() : List.copyOf(findings);
  }
}
