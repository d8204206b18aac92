package io.tidemark.api.notify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidemark.api.notify.NotifyActivity.Message;

/**
 * A message on its way to people.
 *
 * @param message what happened
 * @param at when it was said, ISO 8601
 * @param namespace of the workflow that said it
 * @param workflowId its id
 * @param runId of its run
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Notice(
    Message message, String at, String namespace, String workflowId, String runId) {}
