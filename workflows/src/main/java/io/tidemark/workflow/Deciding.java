package io.tidemark.workflow;

import io.temporal.workflow.Workflow;
import io.tidemark.api.FailureType;
import io.tidemark.api.restore.ApprovalRules;
import io.tidemark.api.restore.ImpactActivity.ImpactInput;
import io.tidemark.api.restore.ImpactReport;
import io.tidemark.api.restore.RestoreStage;
import io.tidemark.api.restore.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Comes to a decision that nobody used before. Whoever is asked sees the evidence and its code; the
 * impact is measured again when they answered, and what changed too much is shown again.
 */
final class Deciding {
  /** A decision by the request itself. */
  private static final String CONFIRMED = "confirmed";

  /** The last reminder comes no later than this before the end. */
  private static final Duration LAST_REMINDER = Duration.ofMinutes(15);

  private final RestoreState state;
  private final Ledger ledger;
  private final Impact impact;
  private final Announcements announcements;
  private final ApprovalRules rules;

  Deciding(
      RestoreState state,
      Ledger ledger,
      Impact impact,
      Announcements announcements,
      ApprovalRules rules) {
    this.state = state;
    this.ledger = ledger;
    this.impact = impact;
    this.announcements = announcements;
    this.rules = rules;
  }

  /**
   * Returns the decision that was used up; empty when none is needed.
   *
   * @throws io.temporal.failure.ApplicationFailure of type ApprovalRejected or ApprovalExpired
   */
  String decide(Consent consent, ImpactInput measured) {
    if (consent == Consent.NOT_NEEDED) {
      return "";
    }
    if (consent == Consent.GIVEN && ledger.consume(CONFIRMED, state.requester(), List.of())) {
      return CONFIRMED;
    }
    try {
      return ask(
          measured, Instant.parse(Elapsed.now()).plus(Duration.ofMinutes(rules.deadlineMinutes())));
    } finally {
      state.ballot().close();
    }
  }

  private String ask(ImpactInput measured, Instant deadline) {
    Ballot ballot = state.ballot();
    String why = "";
    while (true) {
      ballot.open(rules, state.requester());
      String proof = ballot.proof();
      state.enter(RestoreStage.AWAITING_APPROVAL);
      state.until(deadline.toString());
      tell("restore-awaiting-approval", "Please approve the restore of " + state.target() + why);
      await(deadline);
      ballot.rejection().ifPresent(Deciding::reject);
      why = "";
      Optional<String> changed = changedSince(measured);
      if (changed.isPresent()) {
        why = " again: " + changed.get();
      } else if (!ledger.consume(proof, Ledger.names(ballot.votes()), ballot.votes())) {
        why = " again: this decision was used by an earlier run of the workflow";
      }
      if (why.isEmpty()) {
        state.done("approved by " + Ledger.names(ballot.votes()));
        return proof;
      }
      state.notices().add("asked" + why);
    }
  }

  /** Until it is decided; reminds whenever half of the time that was left has passed. */
  private void await(Instant deadline) {
    Ballot ballot = state.ballot();
    while (!ballot.decided()) {
      Duration left = Duration.between(Instant.parse(Elapsed.now()), deadline);
      if (left.isNegative() || left.isZero()) {
        throw Failures.of(
            FailureType.APPROVAL_EXPIRED,
            "nobody decided on the restore of "
                + state.target()
                + " within "
                + rules.deadlineMinutes()
                + " minutes");
      }
      Duration half = left.dividedBy(2);
      boolean last = half.compareTo(LAST_REMINDER) < 0;
      if (!Workflow.await(last ? left : half, ballot::decided) && !last) {
        tell("restore-reminder", "The restore of " + state.target() + " still waits for approval");
      }
    }
  }

  private Optional<String> changedSince(ImpactInput measured) {
    ImpactReport then = state.impact();
    Optional<ImpactReport> now =
        state.steps().run("measure the impact again", () -> impact.measure(measured));
    now.ifPresent(state::measured);
    return then == null || now.isEmpty()
        ? Optional.empty()
        : Impact.changedBeyondMeasure(then, now.get());
  }

  private void tell(String event, String subject) {
    announcements.awaited(
        event,
        state.database(),
        subject,
        RestoreDetails.lines(state.status(), Workflow.getInfo().getWorkflowId()));
  }

  private static void reject(Vote vote) {
    String comment = vote.comment().isEmpty() ? "" : ": " + vote.comment();
    throw Failures.of(FailureType.APPROVAL_REJECTED, "rejected by " + vote.approver() + comment);
  }
}
