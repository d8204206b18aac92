package io.tidemark.workflow;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import io.tidemark.api.FailureType;
import io.tidemark.api.restore.ImpactActivity.ImpactInput;
import io.tidemark.api.restore.RestoreActivities;
import io.tidemark.api.restore.RestoreActivities.PromoteInput;
import io.tidemark.api.restore.RestoreActivities.Promoted;
import io.tidemark.api.restore.RestoreStage;
import java.time.Duration;

/** Gives the restored database its name, by a decision that nobody used before. */
final class Exchange {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final ActivityStubs stubs;
  private final RestoreState state;
  private final Deciding deciding;

  Exchange(ActivityStubs stubs, RestoreState state, Deciding deciding) {
    this.stubs = stubs;
    this.state = state;
    this.deciding = deciding;
  }

  /** Decides and promotes; a decision that proves to be used up is asked for anew. */
  Promoted promote(Consent consent, ImpactInput databases) {
    Consent now = consent;
    while (true) {
      String decision = deciding.decide(now, databases);
      CancellationScope.throwCanceled();
      try {
        return promote(
            new PromoteInput(databases.context(), databases.sideOid(), decision, Elapsed.now()));
      } catch (TemporalFailure e) {
        if (!Failures.is(FailureType.DECISION_SPENT, e)) {
          throw e;
        }
        state.notices().add(Failures.message(e));
        now = Consent.AWAITED;
      }
    }
  }

  /** The point of no return: a cancellation that comes now comes too late. */
  private Promoted promote(PromoteInput input) {
    state.enter(RestoreStage.PROMOTING);
    CompletablePromise<Promoted> promoted = Workflow.newPromise();
    Workflow.newDetachedCancellationScope(
            () -> promoted.complete(state.steps().run("promote", () -> rename(input))))
        .run();
    state.add(promoted.get().findings());
    state.done(promoted.get().refusedMillis() + " ms without the name");
    return promoted.get();
  }

  private Promoted rename(PromoteInput input) {
    return stubs
        .decisive(RestoreActivities.class, LONGEST, "rename to " + state.target())
        .restore(input);
  }
}
