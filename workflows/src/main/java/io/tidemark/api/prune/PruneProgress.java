package io.tidemark.api.prune;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Where a prune stands.
 *
 * @param step what it is at
 * @param storesDone stores that are done
 * @param storesTotal stores of the database, 0 until they are known
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PruneProgress(String step, int storesDone, int storesTotal) {}
