package io.tidemark.workflow;

import io.temporal.workflow.Workflow;
import io.tidemark.api.FailureType;
import io.tidemark.api.restore.ImpactActivity.ImpactInput;
import io.tidemark.api.restore.ResolvedRestore;
import io.tidemark.api.restore.RestoreActivities;
import io.tidemark.api.restore.RestoreActivities.Promoted;
import io.tidemark.api.restore.RestoreActivities.ResolveInput;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.api.restore.RestoreRequest;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreStage;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.restore.RollbackActivities.UndoInput;
import io.tidemark.api.restore.Verdict;
import io.tidemark.api.verify.FindActivity;
import io.tidemark.api.verify.FindActivity.FindInput;
import io.tidemark.api.verify.FoundBackup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The restore, stage by stage: the live database is untouched until the one rename. */
public final class RestoreWorkflowImpl implements RestoreWorkflow {
  private static final Duration SHORT_STEP = Duration.ofMinutes(2);

  private final ActivityStubs stubs = ActivityStubs.ofThisWorkflow();
  private final RestoreState state = new RestoreState();
  private final Announcements announcements = new Announcements(stubs, state.notices());
  private final Replies replies = new Replies(announcements, state.notices(), state::show);
  private final RollbackWindow window = new RollbackWindow(stubs, state, replies);
  private @Nullable Ledger ledger;

  @Override
  public RestoreResult restore(@Nullable Object input) {
    StraySignals.tell(text -> replies.wrong(state.database(), text));
    RestoreRequest request = Failures.orInvalidRequest(() -> RestoreRequest.parse(input));
    state.asked(request);
    String doing = "restore of " + state.target();
    ExclusionLock lock = ExclusionLock.take(stubs, "restore", state.target(), doing);
    try {
      return find(request);
    } catch (RuntimeException e) {
      RuntimeException failure =
          Failures.leaving(e, "the " + doing + " was cancelled at: " + state.steps().current());
      fail(failure);
      throw failure;
    } finally {
      lock.release();
      replies.finish();
      Workflow.newDetachedCancellationScope(() -> Workflow.await(Workflow::isEveryHandlerFinished))
          .run();
    }
  }

  private RestoreResult find(RestoreRequest request) {
    FoundBackup backup =
        state
            .steps()
            .run(
                "find the backup",
                () ->
                    stubs
                        .quick(FindActivity.class, SHORT_STEP, "find " + request.backup())
                        .find(
                            new FindInput(
                                request.database(),
                                request.backup(),
                                Objects.requireNonNullElse(request.before(), ""),
                                Objects.requireNonNullElse(request.store(), ""),
                                Objects.requireNonNullElse(request.manifest(), ""))));
    state.found(backup);
    ResolvedRestore resolved =
        state
            .steps()
            .run(
                "resolve",
                () ->
                    stubs
                        .quick(
                            RestoreActivities.class,
                            SHORT_STEP,
                            "look at the target " + state.target())
                        .resolve(new ResolveInput(Identity.next(), request, backup)));
    state.resolved(resolved.context().target());
    state.notices().addAll(resolved.notices());
    Consent consent = Confirmation.of(request, resolved);
    Ledger book = new Ledger(stubs, state, resolved.context());
    ledger = book;
    book.requested(request);
    return restore(request, backup, resolved, consent, book);
  }

  private RestoreResult restore(
      RestoreRequest request,
      FoundBackup backup,
      ResolvedRestore resolved,
      Consent consent,
      Ledger book) {
    RestoreContext context = resolved.context();
    Duration longest = Duration.ofMinutes(resolved.maxMinutes());
    Proving proving = new Proving(stubs, state, context, backup, longest);
    Impact impact = new Impact(stubs, state.notices());
    String safetyBackupId;
    Promoted promoted;
    try {
      safetyBackupId =
          new Deadline(longest)
              .hold(
                  "the restore of " + state.target(),
                  state.steps()::current,
                  () -> {
                    proving.run(request.skipTest());
                    return resolved.replacesLive()
                        ? new Saving(stubs, state, impact, book)
                            .save(new ImpactInput(context, proving.sideOid()), request.skipBackup())
                        : "";
                  });
      Deciding deciding = new Deciding(state, book, impact, announcements, resolved.rules());
      promoted =
          new Exchange(stubs, state, deciding)
              .promote(consent, new ImpactInput(context, proving.sideOid()));
    } catch (RuntimeException e) {
      proving.cleanUp();
      throw e;
    }
    return afterwards(resolved, proving, promoted, safetyBackupId, book);
  }

  private RestoreResult afterwards(
      ResolvedRestore resolved,
      Proving proving,
      Promoted promoted,
      String safetyBackupId,
      Ledger book) {
    RestoreStage stage =
        resolved.replacesLive() ? RestoreStage.IN_ROLLBACK_WINDOW : RestoreStage.KEPT;
    if (stage == RestoreStage.IN_ROLLBACK_WINDOW) {
      window.open();
    }
    state.enter(stage);
    RestoreResult result = result(resolved.context(), proving, promoted, safetyBackupId);
    state.ended(result);
    book.turned(stage, "", "");
    announcePromotion(promoted, resolved.rules().rollbackWindowMinutes());
    if (stage == RestoreStage.KEPT) {
      return result(resolved.context(), proving, promoted, safetyBackupId);
    }
    RollbackWindow.Ending ending =
        window.hold(
            Duration.ofMinutes(resolved.rules().rollbackWindowMinutes()),
            new UndoInput(resolved.context(), promoted.oid()));
    state.done(ending.message());
    state.enter(ending.stage());
    state.notices().add(ending.message());
    book.turned(ending.stage(), ending.by(), ending.message());
    RestoreResult last = result(resolved.context(), proving, promoted, safetyBackupId);
    state.ended(last);
    return last;
  }

  private void announcePromotion(Promoted promoted, int windowMinutes) {
    List<String> lines = new ArrayList<>();
    if (!promoted.previous().isEmpty()) {
      lines.add("The database it replaced is kept as " + promoted.previous());
    }
    if (!promoted.previous().isEmpty() && windowMinutes > 0) {
      String line = RestoreDetails.rollbackLine(Workflow.getInfo().getWorkflowId());
      lines.add("Take it back within " + windowMinutes + " minutes with: " + line);
    }
    announcements.succeeded(
        "restore",
        state.database(),
        state.database() + " is restored as " + promoted.database(),
        lines);
  }

  private RestoreResult result(
      RestoreContext context, Proving proving, Promoted promoted, String safetyBackupId) {
    return new RestoreResult(
        state.database(),
        context.restoreId(),
        context.backup().backupId(),
        promoted.database(),
        state.stage().word(),
        promoted.previous(),
        safetyBackupId,
        proving.rows(),
        promoted.refusedMillis(),
        Elapsed.seconds(),
        state.findings(),
        state.notices().list());
  }

  private void fail(RuntimeException failure) {
    RestoreStage stage =
        Failures.cancelled(failure)
            ? RestoreStage.CANCELLED
            : Failures.is(FailureType.APPROVAL_REJECTED, failure)
                ? RestoreStage.REJECTED
                : Failures.is(FailureType.APPROVAL_EXPIRED, failure)
                    ? RestoreStage.EXPIRED
                    : RestoreStage.FAILED;
    if (state.result() == null) {
      state.enter(stage);
    }
    if (ledger != null) {
      ledger.turned(stage, Ledger.names(state.ballot().votes()), Failures.message(failure));
    }
    announcements.failed("restore", state.database(), failure);
  }

  @Override
  public void signalApprove(@Nullable Object message) {
    replies.to(APPROVE, state.database(), approve(message));
  }

  @Override
  public void signalReject(@Nullable Object message) {
    replies.to(REJECT, state.database(), reject(message));
  }

  @Override
  public void signalRollback(@Nullable Object message) {
    Verdict verdict = rollback(message);
    if (!verdict.code().equals(Verdict.REFUSED)) {
      replies.to(ROLLBACK, state.database(), verdict);
    }
  }

  @Override
  public void signalFinalize(@Nullable Object message) {
    Verdict verdict = dropPrevious(message);
    if (!verdict.code().equals(Verdict.REFUSED)) {
      replies.to(FINALIZE, state.database(), verdict);
    }
  }

  @Override
  public Verdict approve(@Nullable Object message) {
    Verdict verdict = state.ballot().approve(message);
    state.show();
    return verdict;
  }

  @Override
  public Verdict reject(@Nullable Object message) {
    Verdict verdict = state.ballot().reject(message);
    state.show();
    return verdict;
  }

  @Override
  public Verdict rollback(@Nullable Object message) {
    return window.take(ROLLBACK, message);
  }

  @Override
  public Verdict dropPrevious(@Nullable Object message) {
    return window.take(FINALIZE, message);
  }

  @Override
  public RestoreStatus status() {
    return state.status();
  }
}
