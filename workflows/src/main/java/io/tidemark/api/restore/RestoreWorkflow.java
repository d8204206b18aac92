package io.tidemark.api.restore;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * Restores one database: resolve, verify, load into a side database, check, impact report, safety
 * backup of a live target, approval, promotion by rename, rollback window. The live database is
 * never written.
 *
 * <p>Each decision can be sent as a signal or as an update; both are any JSON, read by us. An
 * update answers, a signal is answered by notification when it does not count.
 */
@WorkflowInterface
public interface RestoreWorkflow {
  /** The workflow type as people type it. */
  String TYPE = "TidemarkRestore";

  /** Name of the signal and the update that approve; see {@link ApprovalRequest}. */
  String APPROVE = "approve";

  /** Name of the signal and the update that reject; see {@link ApprovalRequest}. */
  String REJECT = "reject";

  /** Name of the signal and the update that take a promotion back; see {@link UndoRequest}. */
  String ROLLBACK = "rollback";

  /** Name of the signal and the update that drop the old database; see {@link UndoRequest}. */
  String FINALIZE = "finalize";

  /** Name of the query that answers {@link RestoreStatus}. */
  String STATUS = "status";

  /**
   * Runs the restore. Returns when the rollback window is over; {@link RestoreStatus#result} is
   * there from the promotion on.
   *
   * @param request any JSON; see {@link RestoreRequest#parse}
   */
  @WorkflowMethod(name = TYPE)
  RestoreResult restore(@Nullable Object request);

  /** An approval. */
  @SignalMethod(
      name = APPROVE,
      description = "{\"approver\":\"NAME\",\"proof\":\"CODE\",\"comment\":\"WHY\"}")
  void signalApprove(@Nullable Object message);

  /** A rejection. */
  @SignalMethod(
      name = REJECT,
      description = "{\"approver\":\"NAME\",\"proof\":\"CODE\",\"comment\":\"WHY\"}")
  void signalReject(@Nullable Object message);

  /** Takes the promotion back. */
  @SignalMethod(name = ROLLBACK, description = "{\"by\":\"NAME\",\"comment\":\"WHY\"}, or nothing")
  void signalRollback(@Nullable Object message);

  /** Drops the old database now. */
  @SignalMethod(name = FINALIZE, description = "{\"by\":\"NAME\",\"comment\":\"WHY\"}, or nothing")
  void signalFinalize(@Nullable Object message);

  /** An approval, answered at once. */
  @UpdateMethod(
      name = APPROVE,
      description = "{\"approver\":\"NAME\",\"proof\":\"CODE\",\"comment\":\"WHY\"}")
  Verdict approve(@Nullable Object message);

  /** A rejection, answered at once. */
  @UpdateMethod(
      name = REJECT,
      description = "{\"approver\":\"NAME\",\"proof\":\"CODE\",\"comment\":\"WHY\"}")
  Verdict reject(@Nullable Object message);

  /** Takes the promotion back; answered when that is done, or refused. */
  @UpdateMethod(name = ROLLBACK, description = "{\"by\":\"NAME\",\"comment\":\"WHY\"}, or nothing")
  Verdict rollback(@Nullable Object message);

  /** Drops the old database; answered when that is done, or refused. */
  @UpdateMethod(name = FINALIZE, description = "{\"by\":\"NAME\",\"comment\":\"WHY\"}, or nothing")
  Verdict dropPrevious(@Nullable Object message);

  /** Where the restore stands. */
  @QueryMethod(name = STATUS, description = "Stage, evidence, the code to approve with, and result")
  RestoreStatus status();
}
