package io.tidemark.workflow;

import io.temporal.workflow.Workflow;
import io.tidemark.api.InvalidRequestException;
import io.tidemark.api.restore.ApprovalRequest;
import io.tidemark.api.restore.ApprovalRules;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.restore.Verdict;
import io.tidemark.api.restore.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Votes on one restore. A round is opened under a fresh code, and only votes that carry that code
 * count in it. The code comes from the run's own randomness: a replay makes the same, a run that
 * was reset to a moment before makes another, so that signals which Temporal replays into it count
 * for nothing.
 */
final class Ballot {
  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  private static final int LENGTH = 6;

  private final List<Vote> votes = new ArrayList<>();
  private List<String> approvers = List.of();
  private int quorum;
  private String requester = "";
  private String proof = "";
  private boolean closed;

  /**
   * Begins a round; earlier votes are forgotten.
   *
   * @param asker who may not approve; empty when nobody said
   */
  void open(ApprovalRules rules, String asker) {
    approvers = rules.approvers();
    quorum = Math.max(1, rules.quorum());
    requester = asker;
    votes.clear();
    closed = false;
    Random random = Workflow.newRandom();
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    proof = code.toString();
  }

  /** Nothing counts from now on. */
  void close() {
    closed = true;
  }

  /** Whether the round has come to an answer. */
  boolean decided() {
    return rejection().isPresent() || votes.size() >= quorum;
  }

  /** The vote that ended it with no. */
  Optional<Vote> rejection() {
    return votes.stream().filter(vote -> !vote.approved()).findFirst();
  }

  /** The code of the round; empty before the first and while none is open. */
  String proof() {
    return closed ? "" : proof;
  }

  List<Vote> votes() {
    return List.copyOf(votes);
  }

  /** How many must agree; 0 before the first round. */
  int quorum() {
    return quorum;
  }

  /** Takes a message that approves. */
  Verdict approve(@Nullable Object json) {
    return vote(RestoreWorkflow.APPROVE, true, json);
  }

  /** Takes a message that rejects. */
  Verdict reject(@Nullable Object json) {
    return vote(RestoreWorkflow.REJECT, false, json);
  }

  private Verdict vote(String name, boolean approves, @Nullable Object json) {
    ApprovalRequest message;
    try {
      message = ApprovalRequest.parse(name, json);
    } catch (InvalidRequestException e) {
      return Verdict.no(Verdict.INVALID, String.valueOf(e.getMessage()));
    }
    String who = "\"" + message.approver() + "\"";
    if (proof.isEmpty()) {
      return Verdict.no(
          Verdict.NOT_READY, "there is nothing to decide yet: the evidence is not complete");
    }
    if (closed || decided()) {
      return Verdict.no(Verdict.ALREADY_DECIDED, "this restore is decided; " + who + " came late");
    }
    boolean own = message.approver().equalsIgnoreCase(requester);
    if (own && approves) {
      return Verdict.no(
          Verdict.APPROVER_IS_REQUESTER, who + " asked for this restore and cannot approve it");
    }
    if (!own && !approvers.isEmpty() && !contains(approvers, message.approver())) {
      return Verdict.no(
          Verdict.UNKNOWN_APPROVER, who + " is not among the approvers of this database");
    }
    if (!message.proof().replace("-", "").toUpperCase(Locale.ROOT).equals(proof)) {
      return Verdict.no(
          Verdict.WRONG_PROOF,
          "the code " + who + " sent is not the one that is shown with the evidence");
    }
    if (contains(votes.stream().map(Vote::approver).toList(), message.approver()) && approves) {
      return Verdict.no(Verdict.ALREADY_VOTED, who + " has approved already");
    }
    votes.add(new Vote(message.approver(), approves, message.comment(), Elapsed.now()));
    if (!approves) {
      return Verdict.yes(Verdict.REJECTED, "rejected by " + who);
    }
    return decided()
        ? Verdict.yes(Verdict.APPROVED, "approved by " + who)
        : Verdict.yes(
            Verdict.RECORDED,
            "approved by " + who + ", " + votes.size() + " of " + quorum + " that are needed");
  }

  private static boolean contains(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }
}
