package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidemark.api.StepTotals;
import java.util.List;

/**
 * Where a running backup stands.
 *
 * @param database name in the configuration
 * @param backupId identity, empty until preflight
 * @param phase what it does now
 * @param partsDone accepted parts
 * @param partsTotal parts of the plan, 0 before there is one
 * @param estimatedBytesDone of accepted parts, heap and TOAST
 * @param estimatedBytesTotal of the plan
 * @param storedBytes of accepted parts
 * @param steps totals by step
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupProgress(
    String database,
    String backupId,
    String phase,
    int partsDone,
    int partsTotal,
    long estimatedBytesDone,
    long estimatedBytesTotal,
    long storedBytes,
    List<StepTotals> steps) {
  public BackupProgress {
    steps = steps == null ? List.of() : List.copyOf(steps);
  }
}
