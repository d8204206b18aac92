package io.tidemark.workflow;

import io.temporal.common.converter.DataConverterException;
import io.temporal.worker.WorkflowImplementationOptions;
import java.util.List;

/** What a worker registers to run Tidemark's workflows. */
public final class WorkflowTypes {
  private WorkflowTypes() {}

  /** The implementations, to be registered with {@link #options}. */
  public static Class<?>[] implementations() {
    return List.of(
            BackupWorkflowImpl.class,
            VerifyWorkflowImpl.class,
            RotateKeysWorkflowImpl.class,
            RestoreWorkflowImpl.class,
            PruneWorkflowImpl.class,
            LockWorkflowImpl.class,
            NotifyWorkflowImpl.class)
        .toArray(Class<?>[]::new);
  }

  /**
   * Input that cannot be decoded, and a fault of ours, end the workflow instead of having its task
   * retried for ever: a workflow that is stuck would keep a snapshot open in somebody's database.
   * Non-determinism is not among them, so a bad deployment can still be taken back.
   */
  public static WorkflowImplementationOptions options() {
    return WorkflowImplementationOptions.newBuilder()
        .setFailWorkflowExceptionTypes(
            DataConverterException.class,
            NullPointerException.class,
            IllegalArgumentException.class,
            IndexOutOfBoundsException.class,
            ClassCastException.class)
        .build();
  }
}
