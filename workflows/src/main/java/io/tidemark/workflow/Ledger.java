package io.tidemark.workflow;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.tidemark.api.restore.ImpactReport;
import io.tidemark.api.restore.RecordActivities;
import io.tidemark.api.restore.RecordActivities.DecisionInput;
import io.tidemark.api.restore.RecordActivities.RecordInput;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.api.restore.RestoreEvent;
import io.tidemark.api.restore.RestoreRequest;
import io.tidemark.api.restore.RestoreStage;
import io.tidemark.api.restore.Vote;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The restore's record in the store: who asked, what was found, who decided, how it ended. */
final class Ledger {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final ActivityStubs stubs;
  private final RestoreState state;
  private final RestoreContext context;

  Ledger(ActivityStubs stubs, RestoreState state, RestoreContext context) {
    this.stubs = stubs;
    this.state = state;
    this.context = context;
  }

  void requested(RestoreRequest request) {
    add(event("requested", state.requester(), "", request, false, List.of()));
  }

  /** What people are shown before they decide. */
  void evidence() {
    add(event("evidence", "", "", null, true, List.of()));
  }

  /**
   * Uses a decision up.
   *
   * @param decision the proof's code, or {@code confirmed}
   * @return false when another run of this workflow used it before
   */
  boolean consume(String decision, String by, List<Vote> votes) {
    DecisionInput input =
        new DecisionInput(
            context.backup(), decision, event("decided", by, decision, null, true, votes));
    return state
        .steps()
        .run(
            "use up the decision",
            () ->
                stubs
                    .decisive(RecordActivities.class, LONGEST, "use up decision " + decision)
                    .consumeDecision(input));
  }

  /** How it ended, or a turn that it took. */
  void turned(RestoreStage stage, String by, String message) {
    add(event(stage.word(), by, message, null, false, state.ballot().votes()));
  }

  static String names(List<Vote> votes) {
    return votes.stream().map(Vote::approver).collect(Collectors.joining(", "));
  }

  private RestoreEvent event(
      String event,
      String by,
      String message,
      @Nullable RestoreRequest request,
      boolean evidence,
      List<Vote> votes) {
    ImpactReport impact = evidence ? state.impact() : null;
    return new RestoreEvent(
        event,
        Elapsed.now(),
        context.backup().database(),
        context.restoreId(),
        context.backup().backupId(),
        context.target(),
        by,
        message,
        request,
        evidence ? state.findings() : List.of(),
        impact,
        votes);
  }

  /** That the store is away never changes how a restore ends; people read of it. */
  private void add(RestoreEvent event) {
    Workflow.newDetachedCancellationScope(
            () -> {
              try {
                stubs
                    .bounded(RecordActivities.class, LONGEST, "record · " + event.event())
                    .record(new RecordInput(context.backup(), event));
              } catch (TemporalFailure e) {
                state
                    .notices()
                    .add("\"" + event.event() + "\" is not recorded: " + Failures.message(e));
              }
            })
        .run();
  }
}
