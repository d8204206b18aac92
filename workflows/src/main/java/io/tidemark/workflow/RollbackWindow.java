package io.tidemark.workflow;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import io.tidemark.api.InvalidRequestException;
import io.tidemark.api.restore.RestoreStage;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.restore.RollbackActivities;
import io.tidemark.api.restore.RollbackActivities.UndoInput;
import io.tidemark.api.restore.UndoRequest;
import io.tidemark.api.restore.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time in which a promotion can be taken back, and its two ends. */
final class RollbackWindow {
  private static final Duration LONG_STEP = Duration.ofMinutes(10);

  /** What hangs on an old database that was to be dropped is looked at again after this. */
  private static final Duration LOOK_AGAIN = Duration.ofHours(1);

  private final ActivityStubs stubs;
  private final RestoreState state;
  private final Replies replies;
  private @Nullable Wish wish;
  private boolean open;

  RollbackWindow(ActivityStubs stubs, RestoreState state, Replies replies) {
    this.stubs = stubs;
    this.state = state;
    this.replies = replies;
  }

  /**
   * How the window ended.
   *
   * @param stage FINALIZED or ROLLED_BACK
   * @param by who asked for it; empty when time did
   * @param message one sentence
   */
  record Ending(RestoreStage stage, String by, String message) {}

  /** Somebody wants out; the answer comes when it was tried. */
  private record Wish(boolean rollBack, UndoRequest message, CompletablePromise<Verdict> answer) {}

  /** Takes a message; returns when the answer is known. */
  Verdict take(String name, @Nullable Object json) {
    UndoRequest message;
    try {
      message = UndoRequest.parse(name, json);
    } catch (InvalidRequestException e) {
      return Verdict.no(Verdict.INVALID, String.valueOf(e.getMessage()));
    }
    if (!open) {
      return Verdict.no(
          Verdict.NOT_READY,
          "there is no promotion to take back or to finalize; the restore is at: "
              + state.stage().word());
    }
    if (wish != null) {
      return Verdict.no(Verdict.ALREADY_DECIDED, "somebody was faster");
    }
    Wish mine = new Wish(name.equals(RestoreWorkflow.ROLLBACK), message, Workflow.newPromise());
    wish = mine;
    return mine.answer.get();
  }

  /** Takes messages from now on; they are acted on by {@link #hold}. */
  void open() {
    open = true;
  }

  /** Holds the window open until somebody, or time, ends it. */
  Ending hold(Duration longest, UndoInput databases) {
    Instant end = Instant.parse(Elapsed.now()).plus(longest);
    try {
      while (true) {
        state.until(end.toString());
        Duration left = Duration.between(Instant.parse(Elapsed.now()), end);
        boolean asked = !left.isNegative() && !left.isZero() && Workflow.await(left, this::asked);
        Wish asks = wish;
        Wish now =
            asked && asks != null
                ? asks
                : new Wish(false, new UndoRequest("", ""), Workflow.newPromise());
        try {
          Ending ending = run(now, databases);
          now.answer.complete(
              Verdict.yes(
                  now.rollBack ? Verdict.ROLLED_BACK : Verdict.FINALIZED, ending.message()));
          return ending;
        } catch (TemporalFailure e) {
          String word = now.rollBack ? RestoreWorkflow.ROLLBACK : RestoreWorkflow.FINALIZE;
          String refusal = word + " was refused: " + Failures.message(e);
          replies.wrong(state.database(), refusal);
          now.answer.complete(Verdict.no(Verdict.REFUSED, refusal));
          end = asked ? end : Instant.parse(Elapsed.now()).plus(LOOK_AGAIN);
        }
        wish = null;
      }
    } finally {
      open = false;
      if (wish != null && !wish.answer.isCompleted()) {
        wish.answer.complete(Verdict.no(Verdict.NOT_READY, "the workflow was cancelled"));
      }
    }
  }

  private boolean asked() {
    return wish != null;
  }

  /** Detached: a cancellation that comes in the middle comes too late. */
  private Ending run(Wish now, UndoInput databases) {
    CompletablePromise<Ending> ending = Workflow.newPromise();
    Workflow.newDetachedCancellationScope(
            () ->
                ending.complete(
                    state
                        .steps()
                        .run(
                            now.rollBack ? "roll back" : "drop the old database",
                            () -> now.rollBack ? rollBack(now, databases) : drop(now, databases))))
        .run();
    return ending.get();
  }

  private Ending rollBack(Wish now, UndoInput databases) {
    RollbackActivities.RolledBack back =
        stubs
            .decisive(
                RollbackActivities.class, LONG_STEP, "rename back " + databases.context().target())
            .rollBack(databases);
    return new Ending(
        RestoreStage.ROLLED_BACK,
        now.message.by(),
        "the old database is "
            + databases.context().target()
            + " again; the restored one is kept as "
            + back.aside());
  }

  private Ending drop(Wish now, UndoInput databases) {
    stubs
        .decisive(RollbackActivities.class, LONG_STEP, "drop the old database")
        .dropPrevious(databases);
    return new Ending(RestoreStage.FINALIZED, now.message.by(), "the old database was dropped");
  }
}
