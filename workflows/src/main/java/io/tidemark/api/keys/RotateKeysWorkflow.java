package io.tidemark.api.keys;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * Gives all backups of a database the recipients that the worker is configured with: data keys are
 * wrapped anew, data is not touched. Old manifests stay until every backup has its new one, so that
 * the old keys open everything until then.
 */
@WorkflowInterface
public interface RotateKeysWorkflow {
  /** The workflow type as people type it. */
  String TYPE = "TidemarkRotateKeys";

  /**
   * Runs the rotation. A second run goes on where one ended.
   *
   * @param request any JSON; see {@link RotateKeysRequest#parse}
   */
  @WorkflowMethod(name = TYPE)
  RotateKeysResult rotate(@Nullable Object request);

  /** Where the rotation stands. */
  @QueryMethod(name = "progress", description = "Backups that have been rewrapped and replaced")
  RotateKeysProgress progress();
}
