package io.tidemark.cli.report;

import io.temporal.client.WorkflowStub;
import io.tidemark.api.backup.BackupProgress;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.keys.RotateKeysProgress;
import io.tidemark.api.keys.RotateKeysResult;
import io.tidemark.api.keys.RotateKeysWorkflow;
import io.tidemark.api.prune.PruneProgress;
import io.tidemark.api.prune.PruneResult;
import io.tidemark.api.prune.PruneWorkflow;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.verify.VerifyProgress;
import io.tidemark.api.verify.VerifyResult;
import io.tidemark.api.verify.VerifyWorkflow;
import io.tidemark.cli.terminal.Progress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A type of workflow that commands start and watch.
 *
 * @param type as Temporal knows it
 * @param word what it does, one word
 * @param result class of its result
 * @param progress asks a running one where it stands
 * @param settled what a running one has come to already, when it goes on only for people's sake
 * @param donePhases phases of its progress in which its work is done, whatever comes after
 * @param report prints a result for people, and says how the command ends
 */
public record WorkflowKind<R>(
    String type,
    String word,
    Class<R> result,
    Function<WorkflowStub, Progress> progress,
    Function<WorkflowStub, Optional<R>> settled,
    Set<String> donePhases,
    ResultReport<R> report) {

  public static final WorkflowKind<BackupResult> BACKUP =
      new WorkflowKind<>(
          BackupWorkflow.TYPE,
          "backup",
          BackupResult.class,
          workflow -> of(workflow.query("progress", BackupProgress.class)),
          workflow -> Optional.empty(),
          Set.of("sealed"),
          new BackupReport());

  public static final WorkflowKind<VerifyResult> VERIFY =
      new WorkflowKind<>(
          VerifyWorkflow.TYPE,
          "verify",
          VerifyResult.class,
          workflow -> of(workflow.query("progress", VerifyProgress.class)),
          workflow -> Optional.empty(),
          Set.of(),
          new VerifyReport());

  public static final WorkflowKind<RestoreResult> RESTORE =
      new WorkflowKind<>(
          RestoreWorkflow.TYPE,
          "restore",
          RestoreResult.class,
          workflow -> of(workflow.query("status", RestoreStatus.class)),
          workflow -> settled(workflow.query(RestoreWorkflow.STATUS, RestoreStatus.class)),
          Set.of("kept", "in-rollback-window", "finalized", "rolled-back"),
          new RestoreReport());

  public static final WorkflowKind<RotateKeysResult> ROTATE_KEYS =
      new WorkflowKind<>(
          RotateKeysWorkflow.TYPE,
          "rotate-keys",
          RotateKeysResult.class,
          workflow -> of(workflow.query("progress", RotateKeysProgress.class)),
          workflow -> Optional.empty(),
          Set.of(),
          new RotateKeysReport());

  public static final WorkflowKind<PruneResult> PRUNE =
      new WorkflowKind<>(
          PruneWorkflow.TYPE,
          "prune",
          PruneResult.class,
          workflow -> of(workflow.query("progress", PruneProgress.class)),
          workflow -> Optional.empty(),
          Set.of(),
          new PruneTable());

  /** The kind of a workflow that somebody else started. */
  public static Optional<WorkflowKind<?>> ofType(String type) {
    List<WorkflowKind<?>> kinds = List.of(BACKUP, VERIFY, RESTORE, ROTATE_KEYS, PRUNE);
    return kinds.stream().filter(kind -> kind.type().equals(type)).findFirst();
  }

  /** From the promotion on; the workflow itself waits for its rollback window. */
  private static Optional<RestoreResult> settled(RestoreStatus status) {
    return Optional.ofNullable(status.result());
  }

  private static Progress of(BackupProgress progress) {
    return new Progress(
        progress.phase(),
        progress.partsDone(),
        progress.partsTotal(),
        progress.estimatedBytesDone(),
        progress.estimatedBytesTotal());
  }

  private static Progress of(PruneProgress progress) {
    return new Progress(progress.step(), progress.storesDone(), progress.storesTotal(), 0, 0);
  }

  private static Progress of(VerifyProgress progress) {
    return new Progress(
        "verifying",
        progress.partsDone(),
        progress.partsTotal(),
        progress.bytesDone(),
        progress.bytesTotal());
  }

  private static Progress of(RotateKeysProgress progress) {
    return new Progress(progress.step(), progress.done(), progress.total(), 0, 0);
  }

  private static Progress of(RestoreStatus status) {
    return new Progress(
        status.proof().isEmpty() ? status.stage() : status.stage() + ", see: tidemark pending",
        status.partsDone(),
        status.partsTotal(),
        status.bytesDone(),
        status.bytesTotal());
  }
}
