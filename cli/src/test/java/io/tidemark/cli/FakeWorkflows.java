package io.tidemark.cli;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.tidemark.api.FailureType;
import io.tidemark.api.StepTotals;
import io.tidemark.api.backup.BackupCopy;
import io.tidemark.api.backup.BackupProgress;
import io.tidemark.api.backup.BackupRequest;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.RestoreRequest;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.restore.Verdict;
import io.tidemark.api.verify.VerifyProgress;
import io.tidemark.api.verify.VerifyRequest;
import io.tidemark.api.verify.VerifyResult;
import io.tidemark.api.verify.VerifyWorkflow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workflows that end as the name of their database says. */
final class FakeWorkflows {
  private FakeWorkflows() {}

  /** A database whose name is a failure type fails with it; {@code slow} takes a day. */
  private static void act(String database) {
    if (database.equals("slow")) {
      Workflow.sleep(Duration.ofDays(1));
    }
    for (FailureType type : FailureType.values()) {
      if (type.wireName().equals(database)) {
        throw ApplicationFailure.newNonRetryableFailure("told to fail", type.wireName());
      }
    }
  }

  public static final class Backup implements BackupWorkflow {
    private boolean sealed;

    @Override
    public BackupResult backup(@Nullable Object request) {
      String database = BackupRequest.parse(request).database();
      sealed = database.equals("slow prune");
      if (sealed) {
        Workflow.sleep(Duration.ofDays(1));
      }
      act(database);
      return new BackupResult(
          database,
          "20261123T000000Z-abcdef",
          "local",
          database + "/20261123T000000Z-abcdef/manifest.json",
          4,
          3_000_000,
          1_000_000,
          1234,
          2,
          "2026-11-23T00:00:00Z",
          1.5,
          database.equals("uncopied")
              ? List.of(
                  new BackupCopy("usb", true, 1_000_000, ""),
                  new BackupCopy("offsite", false, 0, "it is full"))
              : List.of(),
          List.of("20261001T000000Z-abcdef"),
          List.of(new StepTotals("dump", 1.0, 3_000_000, 0)),
          List.of("a note"));
    }

    @Override
    public void snapshotHeld(HeldSnapshot snapshot) {}

    @Override
    public BackupProgress progress() {
      return new BackupProgress(
          "orders", "x", sealed ? "sealed" : "dump parts", 1, 4, 10, 40, 5, List.of());
    }
  }

  public static final class Verify implements VerifyWorkflow {
    @Override
    public VerifyResult verify(@Nullable Object request) {
      VerifyRequest read = VerifyRequest.parse(request);
      act(read.database());
      return new VerifyResult(read.database(), read.backup(), 4, 1_000_000, 0.5);
    }

    @Override
    public VerifyProgress progress() {
      return new VerifyProgress("orders", "x", 1, 4, 10, 40);
    }
  }

  /** Tells in its result what it was asked. */
  public static final class Restore implements RestoreWorkflow {
    @Override
    public RestoreResult restore(@Nullable Object request) {
      RestoreRequest read = RestoreRequest.parse(request);
      act(read.database());
      List<Finding> findings =
          read.skipTest()
              ? List.of()
              : List.of(
                  new Finding(Finding.Severity.WARNING, "rows", "t", "1", "2", "one row more"));
      return new RestoreResult(
          read.database(),
          "r",
          read.backup(),
          read.into() == null ? read.database() : read.into(),
          "kept",
          "",
          "",
          1234,
          5,
          2.0,
          findings,
          List.of(
              "confirm=" + read.confirm(),
              "unattended=" + read.unattended(),
              "skipBackup=" + read.skipBackup(),
              "manifest=" + read.manifest()));
    }

    @Override
    public void signalApprove(@Nullable Object message) {}

    @Override
    public void signalReject(@Nullable Object message) {}

    @Override
    public void signalRollback(@Nullable Object message) {}

    @Override
    public void signalFinalize(@Nullable Object message) {}

    @Override
    public Verdict approve(@Nullable Object message) {
      return Verdict.yes(Verdict.APPROVED, String.valueOf(message));
    }

    @Override
    public Verdict reject(@Nullable Object message) {
      return Verdict.yes(Verdict.REJECTED, String.valueOf(message));
    }

    @Override
    public Verdict rollback(@Nullable Object message) {
      return Verdict.yes(Verdict.ROLLED_BACK, String.valueOf(message));
    }

    @Override
    public Verdict dropPrevious(@Nullable Object message) {
      return Verdict.yes(Verdict.FINALIZED, String.valueOf(message));
    }

    @Override
    public RestoreStatus status() {
      return new RestoreStatus(
          "orders", "x", "orders", "loading", 1, 4, 10, 40, List.of(), "", "", List.of(), 0, "",
          null, null);
    }
  }
}
