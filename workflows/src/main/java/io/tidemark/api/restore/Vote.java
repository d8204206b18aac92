package io.tidemark.api.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One approver's decision.
 *
 * @param approver as he named himself
 * @param approved false for a rejection
 * @param comment why; empty when nothing was said
 * @param at when, ISO 8601
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Vote(String approver, boolean approved, String comment, String at) {}
