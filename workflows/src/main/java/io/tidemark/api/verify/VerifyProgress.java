package io.tidemark.api.verify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Where a verification stands.
 *
 * @param database name in the configuration
 * @param backupId which backup, empty until it was found
 * @param partsDone parts compared
 * @param partsTotal parts of the backup
 * @param bytesDone stored bytes compared
 * @param bytesTotal stored bytes of the backup
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VerifyProgress(
    String database,
    String backupId,
    int partsDone,
    int partsTotal,
    long bytesDone,
    long bytesTotal) {}
