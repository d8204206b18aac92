package io.tidemark.api.verify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A sealed backup in a store.
 *
 * @param database name in the configuration
 * @param backupId which backup
 * @param store name of the store
 * @param manifest key of the manifest
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupReference(String database, String backupId, String store, String manifest) {}
