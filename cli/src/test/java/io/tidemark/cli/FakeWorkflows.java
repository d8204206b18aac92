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
import io.tidemark.api.restore.ImpactReport;
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
      return new VerifyResult(
          read.database(),
          read.backup(),
          read.deep(),
          List.of(read.backup()),
          4,
          1_000_000,
          read.deep() ? 1_234 : 0,
          0.5,
          List.of());
    }

    @Override
    public VerifyProgress progress() {
      return new VerifyProgress("orders", "x", 1, 4, 10, 40);
    }
  }

  /** Tells in its result what it was asked; asks for approval when it is requested by jan. */
  public static final class Restore implements RestoreWorkflow {
    private static final ImpactReport IMPACT =
        new ImpactReport(
            "2026-11-23T00:00:00Z",
            5_000,
            3_000,
            2_048,
            1_024,
            4,
            2,
            2,
            List.of("public.newer"),
            List.of(),
            List.of(new ImpactReport.TableImpact("public.a", 5_000, 3_000, "", "", "")),
            List.of(),
            List.of());
    private boolean asked;
    private @Nullable RestoreResult promoted;

    @Override
    public RestoreResult restore(@Nullable Object request) {
      RestoreRequest read = RestoreRequest.parse(request);
      asked = "jan".equals(read.requester());
      if (read.database().equals("promoted")) {
        promoted = result(read, "in-rollback-window");
        Workflow.sleep(Duration.ofDays(1));
      }
      if (asked) {
        Workflow.sleep(Duration.ofDays(1));
      }
      act(read.database());
      return result(read, "kept");
    }

    private static RestoreResult result(RestoreRequest read, String outcome) {
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
          outcome,
          "",
          "",
          1234,
          5,
          2.0,
          findings,
          List.of(
              "confirm=" + read.confirm(),
              "requester=" + read.requester(),
              "before=" + read.before(),
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

    /** Only one code counts. */
    @Override
    public Verdict approve(@Nullable Object message) {
      return String.valueOf(message).contains("proof=K7P3QX")
          ? Verdict.yes(Verdict.APPROVED, String.valueOf(message))
          : Verdict.no(Verdict.WRONG_PROOF, "not that code");
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
      return Verdict.no(Verdict.REFUSED, "a slot hangs on it");
    }

    @Override
    public RestoreStatus status() {
      return new RestoreStatus(
          "orders",
          "x",
          "orders",
          asked ? "awaiting-approval" : "loading",
          1,
          4,
          10,
          40,
          List.of(),
          "jan",
          asked ? "K7P3QX" : "",
          List.of(),
          1,
          "",
          asked ? IMPACT : null,
          promoted);
    }
  }
}
