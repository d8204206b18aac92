package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Heartbeat of a part.
 *
 * @param step the step at work
 * @param rawBytes bytes read so far
 * @param storedBytes bytes stored so far
 * @param rows rows read so far
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PartProgress(String step, long rawBytes, long storedBytes, long rows) {}
