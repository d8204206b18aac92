package io.tidemark.api.verify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A backup that proved whole.
 *
 * @param database name in the configuration
 * @param backupId which backup
 * @param objects objects read
 * @param bytes bytes read
 * @param seconds duration
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VerifyResult(
    String database, String backupId, int objects, long bytes, double seconds) {}
