package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What every step of one backup must know; decided once by Preflight and recorded in the history.
 *
 * @param database name of the database in the worker's configuration
 * @param backupId sorts by time: {@code 20261123T181500Z-7f3a2c}
 * @param store name of the store that is written during the dump
 * @param storeId identity of that store as Preflight saw it; empty for a store that has none
 * @param compression {@code zstd}, {@code gzip} or {@code none}
 * @param partSizeBytes heap and TOAST bytes that a rows part holds, about
 * @param key how the backup's key-encryption key is derived
 * @param systemIdentifier of the server, so that a failover to another cluster is noticed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupContext(
    String database,
    String backupId,
    String store,
    String storeId,
    String compression,
    long partSizeBytes,
    KeyReference key,
    String systemIdentifier) {}
