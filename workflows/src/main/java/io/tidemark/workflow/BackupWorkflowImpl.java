package io.tidemark.workflow;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.tidemark.api.backup.BackupActivities;
import io.tidemark.api.backup.BackupActivities.PreflightInput;
import io.tidemark.api.backup.BackupActivities.SealInput;
import io.tidemark.api.backup.BackupCopy;
import io.tidemark.api.backup.BackupProgress;
import io.tidemark.api.backup.BackupRequest;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.api.backup.Preflight;
import io.tidemark.api.prune.PrunedStore;
import io.tidemark.workflow.SnapshotDump.Dumped;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The backup, step by step; how a step is carried out is beside it. */
public final class BackupWorkflowImpl implements BackupWorkflow {
  private static final Duration LONG_STEP = Duration.ofMinutes(10);

  private final ActivityStubs stubs = ActivityStubs.ofThisWorkflow();
  private final Notices notices = new Notices();
  private final Steps steps = new Steps(this::show);
  private final Tally tally = new Tally();
  private final Announcements announcements = new Announcements(stubs, notices);
  private String database = "";
  private String backupId = "";
  private @Nullable Holders holders;

  @Override
  public BackupResult backup(@Nullable Object input) {
    StraySignals.noteIn(notices, this::show);
    BackupRequest request = Failures.orInvalidRequest(() -> BackupRequest.parse(input));
    database = request.database();
    show();
    ExclusionLock lock = ExclusionLock.take(stubs, "backup", database, "backup of " + database);
    try {
      return backUp(request);
    } catch (RuntimeException e) {
      RuntimeException failure =
          Failures.leaving(
              e, "the backup of " + database + " was cancelled at: " + steps.current());
      announcements.failed("backup", database, failure);
      throw failure;
    } finally {
      lock.release();
    }
  }

  private BackupResult backUp(BackupRequest request) {
    backupId = Identity.next();
    Preflight preflight =
        steps.run(
            "preflight",
            () ->
                quick("preflight", Duration.ofMinutes(2))
                    .preflight(new PreflightInput(request, backupId)));
    notices.addAll(preflight.notices());
    Holders open = new Holders(stubs, preflight, notices);
    holders = open;
    try {
      BackupResult sealed =
          new Deadline(Duration.ofMinutes(preflight.maxMinutes()))
              .hold(
                  "the backup of " + database,
                  steps::current,
                  () -> dumpAndSeal(request, preflight, open));
      open.release();
      double seconds = Elapsed.seconds();
      List<BackupCopy> copies = copy(request, preflight);
      List<String> deleted = prune(request, preflight.context().store());
      copies.stream().filter(BackupCopy::ok).forEach(copy -> prune(request, copy.store()));
      announce(sealed, seconds, copies, deleted);
      steps.run("sealed", this::show);
      return sealed.with(seconds, copies, deleted, tally.steps(), notices.list());
    } finally {
      open.close();
    }
  }

  private BackupResult dumpAndSeal(BackupRequest request, Preflight preflight, Holders open) {
    Duration longest = Duration.ofMinutes(preflight.maxMinutes());
    steps.run("wait for a free slot", () -> stubs.slot(longest).reserveSlot());
    Dumped dumped =
        new SnapshotDump(stubs, steps, preflight, open, tally, notices, this::show).run();
    SealInput input =
        new SealInput(
            preflight,
            dumped.plan().plan(),
            dumped.snapshot(),
            tally.receipts(),
            Elapsed.startedAt().toString(),
            request.purpose() == null ? "" : request.purpose());
    steps.run(
        "checksum",
        () -> quick("checksum · the store against every receipt", LONG_STEP).checksum(input));
    return steps.run(
        "seal",
        () ->
            stubs
                .decisive(BackupActivities.class, LONG_STEP, "seal · write the manifest")
                .seal(input));
  }

  /**
   * From here on the backup exists: nothing that fails may fail it. A safety backup lives for the
   * days of a restore and stays in one place.
   */
  private List<BackupCopy> copy(BackupRequest request, Preflight preflight) {
    return BackupRequest.SAFETY.equals(request.purpose())
        ? List.of()
        : new Copies(stubs, steps, preflight, tally, notices, announcements).run();
  }

  /** A store that has no copy of this backup keeps the older ones. */
  private List<String> prune(BackupRequest request, String store) {
    if (BackupRequest.SAFETY.equals(request.purpose())) {
      return List.of();
    }
    try {
      return steps.run(
          "prune",
          () -> {
            PrunedStore pruned = Pruning.run(stubs, database, store, false, false);
            if (!pruned.refusal().isEmpty()) {
              notices.add("no expired backup is deleted from " + store + ": " + pruned.refusal());
            }
            return pruned.deleted();
          });
    } catch (TemporalFailure e) {
      notices.add(Failures.message(e) + "; expired backups stay until the next backup");
      return List.of();
    }
  }

  private void announce(
      BackupResult sealed, double seconds, List<BackupCopy> copies, List<String> deleted) {
    steps.run(
        "notify",
        () ->
            announcements.succeeded(
                "backup",
                database,
                "Backup " + sealed.backupId() + " of " + database + " is sealed",
                List.of(
                    Figures.count(sealed.rows())
                        + " rows of "
                        + Figures.count(sealed.tables())
                        + " tables, "
                        + Figures.bytes(sealed.storedBytes())
                        + " stored in "
                        + Figures.seconds(seconds)
                        + " s, "
                        + Copies.summary(copies)
                        + deleted.size()
                        + " expired backups deleted")));
  }

  @Override
  public void snapshotHeld(HeldSnapshot snapshot) {
    if (holders != null) {
      holders.accept(snapshot);
    }
  }

  @Override
  public BackupProgress progress() {
    return tally.progress(database, backupId, steps.current());
  }

  private BackupActivities quick(String summary, Duration attempt) {
    return stubs.quick(BackupActivities.class, attempt, summary);
  }

  private void show() {
    Workflow.setCurrentDetails(StepsTable.of(progress(), notices.list()));
  }
}
