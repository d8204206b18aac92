package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How the copy of a backup in a further store ended.
 *
 * @param store name of the store
 * @param ok whether the copy is whole and can be restored from
 * @param bytes stored bytes that are in that store
 * @param reason what went wrong; empty when the copy is whole
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupCopy(String store, boolean ok, long bytes, String reason) {}
