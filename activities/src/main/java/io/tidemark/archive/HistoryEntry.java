package io.tidemark.archive;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidemark.api.restore.RestoreEvent;

/**
 * One entry of a restore's record, with the run that wrote it.
 *
 * @param event what happened
 * @param workflowId of the restore's workflow
 * @param runId of the run that wrote it: a workflow that was reset has another
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HistoryEntry(RestoreEvent event, String workflowId, String runId) {}
