package io.tidemark.api.verify;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** Reads every object of a sealed backup and compares it with what was recorded. */
@WorkflowInterface
public interface VerifyWorkflow {
  /** The workflow type as people type it. */
  String TYPE = "TidemarkVerify";

  /**
   * Runs the verification.
   *
   * @param request any JSON; see {@link VerifyRequest#parse}
   */
  @WorkflowMethod(name = TYPE)
  VerifyResult verify(@Nullable Object request);

  /** Where the verification stands. */
  @QueryMethod(name = "progress", description = "Objects and bytes compared so far")
  VerifyProgress progress();
}
