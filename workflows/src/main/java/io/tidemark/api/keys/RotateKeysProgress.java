package io.tidemark.api.keys;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Where a rotation stands.
 *
 * @param step what it does now
 * @param done backups that were dealt with in this step
 * @param total backups in all, copies counted by themselves; 0 before they are known
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RotateKeysProgress(String step, int done, int total) {}
