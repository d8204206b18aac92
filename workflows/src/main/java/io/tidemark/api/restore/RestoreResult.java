package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * A restored database.
 *
 * @param database name in the configuration
 * @param restoreId identity of this restore
 * @param backupId which backup
 * @param target name under which the restored database is
 * @param outcome {@link RestoreStage#word}: {@code kept}, {@code finalized}, {@code rolled-back};
 *     {@code in-rollback-window} while that is open
 * @param previous name under which the old database was kept; empty when there was none
 * @param safetyBackupId backup taken of the live database before; empty when there was none
 * @param rows rows counted, or loaded when the checks were left out
 * @param refusedMillis how long the name did not answer, milliseconds
 * @param seconds duration
 * @param findings what the checks found, worst first
 * @param notices what people should read
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RestoreResult(
    String database,
    String restoreId,
    String backupId,
    String target,
    String outcome,
    String previous,
    String safetyBackupId,
    long rows,
    long refusedMillis,
    double seconds,
    List<Finding> findings,
    List<String> notices) {
  public RestoreResult {
    findings = findings == null ? List.of() : List.copyOf(findings);
    notices = notices == null ? List.of() : List.copyOf(notices);
  }
}
