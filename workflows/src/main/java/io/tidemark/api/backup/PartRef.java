package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One part of a plan, as the workflow sees it; what it contains is in the plan object.
 *
 * @param index from 0, in the order of the plan
 * @param kind what it holds
 * @param label for people: {@code orders 3/12}; quoted names only, never rows
 * @param estimatedBytes heap and TOAST bytes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PartRef(int index, PartKind kind, String label, long estimatedBytes) {}
