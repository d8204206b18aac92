package io.tidemark.workflow;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.LoadActivities.CheckResult;
import io.tidemark.api.restore.ResolvedRestore;
import io.tidemark.api.restore.RestoreActivities;
import io.tidemark.api.restore.RestoreActivities.PinInput;
import io.tidemark.api.restore.RestoreActivities.PromoteInput;
import io.tidemark.api.restore.RestoreActivities.Promoted;
import io.tidemark.api.restore.RestoreActivities.ResolveInput;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.api.restore.RestoreRequest;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreStage;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.verify.FindActivity;
import io.tidemark.api.verify.FindActivity.FindInput;
import io.tidemark.api.verify.FoundBackup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The restore, stage by stage: the live database is untouched until the one rename at the end. */
public final class RestoreWorkflowImpl implements RestoreWorkflow {
  private static final Duration SHORT_STEP = Duration.ofMinutes(2);
  private static final Duration LONG_STEP = Duration.ofMinutes(10);

  private final ActivityStubs stubs = ActivityStubs.ofThisWorkflow();
  private final Notices notices = new Notices();
  private final Steps steps = new Steps(this::show);
  private final Stages stages = new Stages();
  private final Announcements announcements = new Announcements(stubs, notices);
  private String database = "";
  private String target = "";
  private @Nullable FoundBackup found;
  private @Nullable Verification verification;
  private @Nullable Loading loading;
  private List<Finding> findings = List.of();

  /** Rows that the check counted, or -1 when it was left out. */
  private long checkedRows = -1;

  @Override
  public RestoreResult restore(@Nullable Object input) {
    StraySignals.noteIn(notices, this::show);
    RestoreRequest request = Failures.orInvalidRequest(() -> RestoreRequest.parse(input));
    database = request.database();
    target = request.into() == null ? database : request.into();
    show();
    ExclusionLock lock = ExclusionLock.take(stubs, "restore", target, "restore of " + target);
    try {
      return find(request);
    } catch (RuntimeException e) {
      RuntimeException failure =
          Failures.leaving(e, "the restore of " + target + " was cancelled at: " + steps.current());
      boolean cancelled = Failures.cancelled(failure);
      enter(cancelled ? RestoreStage.CANCELLED : RestoreStage.FAILED);
      announcements.failed("restore", database, failure);
      throw failure;
    } finally {
      lock.release();
    }
  }

  private RestoreResult find(RestoreRequest request) {
    String manifest = request.manifest() == null ? "" : request.manifest();
    FoundBackup backup =
        steps.run(
            "find the backup",
            () ->
                stubs
                    .quick(FindActivity.class, SHORT_STEP, "find " + request.backup())
                    .find(
                        new FindInput(
                            database,
                            request.backup(),
                            Objects.requireNonNullElse(request.store(), ""),
                            manifest)));
    found = backup;
    ResolvedRestore resolved =
        steps.run(
            "resolve",
            () ->
                stubs
                    .quick(RestoreActivities.class, SHORT_STEP, "look at the target " + target)
                    .resolve(new ResolveInput(Identity.next(), request, backup)));
    target = resolved.context().target();
    notices.addAll(resolved.notices());
    Confirmation.require(request, resolved);
    return restore(request, backup, resolved);
  }

  private RestoreResult restore(
      RestoreRequest request, FoundBackup backup, ResolvedRestore resolved) {
    RestoreContext context = resolved.context();
    Duration longest = Duration.ofMinutes(resolved.maxMinutes());
    Loading load = new Loading(stubs, context, backup, longest, notices, this::show);
    loading = load;
    boolean replaces = resolved.replacesLive();
    try {
      String safetyBackupId =
          new Deadline(longest)
              .hold(
                  "the restore of " + target,
                  steps::current,
                  () -> {
                    verify(backup, context.lanes(), longest);
                    load(load);
                    check(request, load);
                    return replaces && !request.skipBackup() ? save(context) : "";
                  });
      CancellationScope.throwCanceled();
      Promoted promoted = promote(new PromoteInput(context, load.sideOid(), Elapsed.now()));
      enter(replaces ? RestoreStage.PROMOTED : RestoreStage.KEPT);
      return ended(context, load, promoted, safetyBackupId);
    } catch (RuntimeException e) {
      dropSideDatabase(context);
      throw e;
    }
  }

  private void verify(FoundBackup backup, int lanes, Duration longest) {
    Verification reading = new Verification(stubs, backup, longest, this::show);
    verification = reading;
    enter(RestoreStage.VERIFYING);
    steps.run("verify every object", () -> reading.run(lanes));
    stages.done(reading.objects() + " objects, " + Figures.bytes(reading.bytes()) + ", all good");
  }

  private void load(Loading load) {
    enter(RestoreStage.LOADING);
    steps.run("load definitions", load::definitions);
    steps.run("load rows", load::rows);
    int entries = steps.run("build indexes and constraints", load::indexes);
    stages.done(
        Figures.count(load.rowsLoaded()) + " rows, " + entries + " indexes and other entries");
  }

  private void check(RestoreRequest request, Loading load) {
    enter(RestoreStage.CHECKING);
    if (request.skipTest()) {
      stages.done("left out on request");
      return;
    }
    CheckResult result = steps.run("compare with the record", load::check);
    findings = result.findings();
    if (result.failed()) {
      throw Loading.checkFailed(findings);
    }
    checkedRows = result.rows();
    stages.done(
        Figures.count(result.rows())
            + " rows of "
            + result.tables()
            + " tables agree, "
            + findings.size()
            + " findings");
  }

  private String save(RestoreContext context) {
    enter(RestoreStage.SAVING);
    String backupId = steps.run("safety backup", () -> SafetyBackup.take(database)).backupId();
    steps.run(
        "pin the safety backup",
        () ->
            stubs
                .quick(RestoreActivities.class, SHORT_STEP, "pin safety backup " + backupId)
                .preRestoreBackup(new PinInput(context, backupId)));
    stages.done(backupId);
    return backupId;
  }

  /** The point of no return: a cancellation that comes now comes too late. */
  private Promoted promote(PromoteInput input) {
    enter(RestoreStage.PROMOTING);
    CompletablePromise<Promoted> promoted = Workflow.newPromise();
    Workflow.newDetachedCancellationScope(
            () ->
                promoted.complete(
                    steps.run(
                        "promote",
                        () ->
                            stubs
                                .decisive(RestoreActivities.class, LONG_STEP, "rename to " + target)
                                .restore(input))))
        .run();
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(promoted.get().findings());
    findings = List.copyOf(all);
    stages.done(promoted.get().refusedMillis() + " ms without the name");
    return promoted.get();
  }

  private RestoreResult ended(
      RestoreContext context, Loading load, Promoted promoted, String safetyBackupId) {
    announcements.succeeded(
        "restore",
        database,
        database + " is restored as " + promoted.database(),
        promoted.previous().isEmpty()
            ? List.of()
            : List.of("The database it replaced is kept as " + promoted.previous()));
    return new RestoreResult(
        database,
        context.restoreId(),
        context.backup().backupId(),
        promoted.database(),
        stages.current().word(),
        promoted.previous(),
        safetyBackupId,
        checkedRows < 0 ? load.rowsLoaded() : checkedRows,
        promoted.refusedMillis(),
        Elapsed.seconds(),
        findings,
        notices.list());
  }

  /** Leaves nothing behind; what cannot be dropped now is found later by its mark. */
  private void dropSideDatabase(RestoreContext context) {
    if (stages.current() == RestoreStage.VERIFYING) {
      return;
    }
    Workflow.newDetachedCancellationScope(
            () -> {
              try {
                stubs
                    .bounded(RestoreActivities.class, LONG_STEP, "drop " + context.sideDatabase())
                    .dropSideDatabase(context);
              } catch (TemporalFailure e) {
                notices.add(
                    "the side database "
                        + context.sideDatabase()
                        + " could not be dropped: "
                        + Failures.message(e));
              }
            })
        .run();
  }

  @Override
  public RestoreStatus status() {
    FoundBackup backup = found;
    StageProgress progress = progress();
    return new RestoreStatus(
        database,
        backup == null ? "" : backup.reference().backupId(),
        target,
        stages.current().word(),
        progress.partsDone(),
        progress.partsTotal(),
        progress.bytesDone(),
        progress.bytesTotal(),
        findings);
  }

  private StageProgress progress() {
    if (stages.current() == RestoreStage.VERIFYING && verification != null) {
      return verification.progress();
    }
    if (stages.current() == RestoreStage.LOADING && loading != null) {
      return loading.progress();
    }
    return StageProgress.NONE;
  }

  private void enter(RestoreStage stage) {
    stages.enter(stage);
    show();
  }

  private void show() {
    Workflow.setCurrentDetails(stages.markdown(status(), steps.current(), notices.list()));
  }
}
