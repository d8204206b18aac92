package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.notify.NotifyActivity.Message;
import io.tidemark.api.restore.ApprovalRules;
import io.tidemark.api.restore.RestoreEvent;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreStatus;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.restore.Verdict;
import io.tidemark.api.restore.Vote;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may let a live database be replaced, when, and by which words. */
final class ApprovalTest {
  private static final Map<String, Object> ASKED = Map.of("database", "orders", "requester", "jan");

  @Test
  void nothingIsPromotedBeforeSomebodyElseAgrees() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = asking(bench, rules(List.of(), 1));

      assertThat(bench.script.calls())
          .containsSubsequence("check", "impact", "record evidence", "seal", "pin")
          .doesNotContain("promote");
      assertThat(update(workflow, "approve", approval("maria", proof(workflow))))
          .isEqualTo(new Verdict(true, "approved", "approved by \"maria\""));

      assertThat(Bench.resultOf(workflow, RestoreResult.class).outcome()).isEqualTo("finalized");
      RestoreEvent decided = event(bench, "decided");
      assertThat(decided.by()).isEqualTo("maria");
      assertThat(decided.votes()).extracting(Vote::comment).containsExactly("looks right");
      assertThat(decided.impact()).as("what was shown").isNotNull();
      assertThat(bench.restores.promotions().get(0).decision()).isEqualTo(decided.message());
    }
  }

  @Test
  void whatIsShownIsExactlyWhatHasToBeSent() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = asking(bench, rules(List.of(), 1));
      String proof = proof(workflow);

      assertThat(proof).matches("[2-9A-HJ-NP-Z]{6}");
      assertThat(bench.details(workflow))
          .contains("{\"approver\":\"YOUR NAME\",\"proof\":\"" + proof + "\",\"comment\":\"\"}")
          .contains("tidemark approve restore-1 --by NAME --proof " + proof)
          .contains("| public.a | 5,000 | 3,000 | 2,000 | 2026-11-23 | 2026-11-22 |")
          .contains("4 sessions are connected");
      Message asked = message(bench, "restore-awaiting-approval");
      assertThat(asked.lines()).anyMatch(line -> line.contains("--proof " + proof));
      assertThat(asked.lines()).anyMatch(line -> line.contains("5,000 rows become 3,000"));

      workflow.signal(
          "approve", Map.of("approver", "maria", "proof", proof.toLowerCase(Locale.ROOT)));
      Bench.resultOf(workflow, RestoreResult.class);
    }
  }

  @Test
  void aQuorumCountsEachApproverOnce() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = asking(bench, rules(List.of("maria", "petra", "jan"), 2));
      String proof = proof(workflow);

      assertThat(update(workflow, "approve", approval("maria", proof)).code())
          .isEqualTo("recorded");
      assertThat(update(workflow, "approve", approval("Maria", proof)).code())
          .isEqualTo("already-voted");
      assertThat(update(workflow, "approve", approval("jan", proof)).code())
          .isEqualTo("approver-is-requester");
      assertThat(update(workflow, "approve", approval("nobody", proof)).code())
          .isEqualTo("unknown-approver");
      assertThat(update(workflow, "approve", approval("petra", "WRONG2")).code())
          .isEqualTo("wrong-proof");
      assertThat(status(workflow).votes()).hasSize(1);
      assertThat(bench.script.calls()).doesNotContain("promote");
      assertThat(update(workflow, "approve", approval("petra", proof)).accepted()).isTrue();

      Bench.resultOf(workflow, RestoreResult.class);
      assertThat(event(bench, "decided").by()).isEqualTo("maria, petra");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"maria", "jan"})
  void aRejectionEndsItAndDropsTheSideDatabase(String rejecter) {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = asking(bench, rules(List.of("maria"), 1));

      assertThat(update(workflow, "reject", approval(rejecter, proof(workflow))).code())
          .isEqualTo("rejected");

      ApplicationFailure failure = (ApplicationFailure) Bench.failureOf(workflow);
      assertThat(failure.getType()).isEqualTo("ApprovalRejected");
      assertThat(failure.getOriginalMessage())
          .isEqualTo("rejected by " + rejecter + ": looks right");
      assertThat(bench.restores.sideDatabase).isFalse();
      assertThat(bench.script.calls()).contains("drop").doesNotContain("promote", "consume");
      assertThat(status(workflow).stage()).isEqualTo("rejected");
      assertThat(event(bench, "rejected").votes()).hasSize(1);
    }
  }

  @Test
  void ofTwoDecisionsAtOnceTheFirstCounts() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = asking(bench, rules(List.of(), 1));
      String proof = proof(workflow);
      bench.script.stick("impact");

      workflow.signal("approve", approval("maria", proof));
      workflow.signal("reject", approval("petra", proof));
      bench.script.unstick("impact");

      Bench.resultOf(workflow, RestoreResult.class);
      assertThat(message(bench, "restore-message-refused").lines().get(0))
          .contains("\"reject\" did not count (already-decided)");
    }
  }

  @Test
  void whatComesBeforeTheEvidenceCountsForNothing() {
    try (Bench bench = new Bench()) {
      bench.script.stick("check");
      bench.restores.rules = rules(List.of(), 1);
      WorkflowStub workflow = bench.start(RestoreWorkflow.TYPE, "restore-1", ASKED);
      bench.script.awaitCall("check");

      workflow.signal("approve", approval("maria", "K7P3QX"));
      assertThat(update(workflow, "approve", approval("maria", "K7P3QX")).code())
          .isEqualTo("not-ready");
      assertThat(update(workflow, "rollback", null).code()).isEqualTo("not-ready");
      bench.script.unstick("check");

      awaitStage(workflow, "awaiting-approval");
      assertThat(status(workflow).votes()).isEmpty();
      workflow.signal("approve", approval("maria", proof(workflow)));
      Bench.resultOf(workflow, RestoreResult.class);
    }
  }

  @Test
  void garbageFromTheWebUiIsNotedAndAnswered() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = asking(bench, rules(List.of(), 1));
      String proof = proof(workflow);

      workflow.signal("approve", "yes please");
      workflow.signal("approve", List.of(1, 2));
      workflow.signal("approve");
      workflow.signal("approve", Map.of("aprover", "maria", "proof", proof));
      workflow.signal("approove", approval("maria", proof));
      workflow.signal("finalize", Map.of("by", 7));

      Script.await("all answered", () -> messages(bench, "restore-message-refused").size() == 6);
      assertThat(bench.details(workflow))
          .contains("did you mean \"approver\"?")
          .contains("got a list")
          .contains("got nothing")
          .contains("a signal named \"approove\" came, which this workflow does not know");
      assertThat(bench.script.calls()).doesNotContain("promote");
      workflow.signal("approve", approval("maria", proof));
      Bench.resultOf(workflow, RestoreResult.class);
    }
  }

  @Test
  void expiryCleansUpAfterReminders() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = asking(bench, rules(List.of(), 1));
      String proof = proof(workflow);

      bench.environment.sleep(Duration.ofHours(23));
      assertThat(messages(bench, "restore-reminder")).hasSizeBetween(4, 6);
      ApplicationFailure failure = (ApplicationFailure) Bench.failureSkippingTime(workflow);

      assertThat(failure.getType()).isEqualTo("ApprovalExpired");
      assertThat(bench.restores.sideDatabase).isFalse();
      assertThat(bench.script.calls()).doesNotContain("promote");
      assertThat(status(workflow).stage()).isEqualTo("expired");
      assertThat(event(bench, "expired").message()).contains("within 1440 minutes");
      assertThat(bench.isOpen("tidemark-lock:restore:orders")).isFalse();
      assertThat(proof).isNotEmpty();
    }
  }

  @Test
  void aCancelWhileAskingCleansUp() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = asking(bench, rules(List.of(), 1));

      workflow.cancel();

      assertThat(Bench.failureOf(workflow)).isInstanceOf(CanceledFailure.class);
      assertThat(bench.restores.sideDatabase).isFalse();
      assertThat(status(workflow).stage()).isEqualTo("cancelled");
      assertThat(event(bench, "cancelled").message()).contains("was cancelled at");
    }
  }

  @Test
  void aLiveDatabaseThatChangedTooMuchIsShownAgainUnderAnotherCode() {
    try (Bench bench = new Bench()) {
      WorkflowStub workflow = asking(bench, rules(List.of(), 1));
      String first = proof(workflow);
      bench.loads.liveRows = 9_000;

      workflow.signal("approve", approval("maria", first));
      Script.await(
          "asked again", () -> !first.equals(proof(workflow)) && !proof(workflow).isEmpty());

      assertThat(update(workflow, "approve", approval("maria", first)).code())
          .isEqualTo("wrong-proof");
      assertThat(bench.details(workflow)).contains("had 5,000 rows", "has 9,000 now");
      bench.loads.liveRows = 9_500;
      workflow.signal("approve", approval("maria", proof(workflow)));
      Bench.resultOf(workflow, RestoreResult.class);
    }
  }

  @Test
  void aDecisionThatAnotherRunUsedIsAskedForAnew() {
    try (Bench bench = new Bench()) {
      bench.restores.spend("confirmed");
      WorkflowStub workflow =
          bench.start(
              RestoreWorkflow.TYPE, "restore-1", Map.of("database", "orders", "confirm", "orders"));

      awaitStage(workflow, "awaiting-approval");
      String first = proof(workflow);
      bench.restores.spend(first);
      workflow.signal("approve", approval("maria", first));
      Script.await(
          "asked again", () -> !first.equals(proof(workflow)) && !proof(workflow).isEmpty());
      assertThat(bench.script.calls()).doesNotContain("promote");

      workflow.signal("approve", approval("maria", proof(workflow)));
      Bench.resultOf(workflow, RestoreResult.class);
    }
  }

  @Test
  void aPromotionThatFindsItsDecisionSpentAsksAgain() {
    try (Bench bench = new Bench()) {
      bench.script.failForGood("promote", FailureType.DECISION_SPENT);
      WorkflowStub workflow =
          bench.start(
              RestoreWorkflow.TYPE, "restore-1", Map.of("database", "orders", "confirm", "orders"));

      awaitStage(workflow, "awaiting-approval");
      workflow.signal("approve", approval("maria", proof(workflow)));

      assertThat(Bench.resultOf(workflow, RestoreResult.class).outcome()).isEqualTo("finalized");
      assertThat(bench.script.count("promote")).isEqualTo(2);
    }
  }

  @Test
  void aMissingImpactReportStopsNothing() {
    try (Bench bench = new Bench()) {
      bench.script.failForGood("impact", FailureType.POSTGRES_FAILED);
      WorkflowStub workflow = asking(bench, rules(List.of(), 1));

      assertThat(bench.details(workflow)).contains("there is no impact report: broken impact");
      workflow.signal("approve", approval("maria", proof(workflow)));
      Bench.resultOf(workflow, RestoreResult.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "maria, 1, false, false, unattended, ''",
    "maria, 1, false, false, skipTest,   jan",
    "maria, 1, false, false, skipBackup, jan",
    "maria, 1, false, false, '',         ''",
    "maria, 1, false, false, '',         maria",
    "maria, 1, false, false, confirm,    ''",
    "'',    1, true,  true,  unattended, ''",
    "'',    1, false, true,  skipBackup, jan"
  })
  void aRequestThatCanNeverBePromotedIsRefusedAtOnce(
      String approver,
      int quorum,
      boolean unattendedAllowed,
      boolean isProtected,
      String flag,
      String requester) {
    try (Bench bench = new Bench()) {
      List<String> approvers = approver.isEmpty() ? List.of() : List.of(approver);
      bench.restores.rules =
          new ApprovalRules(approvers, quorum, 60, 0, unattendedAllowed, isProtected);

      ApplicationFailure failure =
          (ApplicationFailure)
              Bench.failureOf(
                  bench.start(RestoreWorkflow.TYPE, "restore-1", request(flag, requester)));

      assertThat(failure.getType()).isEqualTo("ConfirmationRequired");
      assertThat(bench.script.calls()).containsExactly("find latest", "resolve", "notify");
    }
  }

  @Test
  void unattendedIsAllowedWhereTheConfigurationSaysSo() {
    try (Bench bench = new Bench()) {
      bench.restores.rules = new ApprovalRules(List.of("maria"), 1, 60, 0, true, false);

      WorkflowStub workflow =
          bench.start(RestoreWorkflow.TYPE, "restore-1", request("unattended", ""));

      assertThat(Bench.resultOf(workflow, RestoreResult.class).outcome()).isEqualTo("finalized");
    }
  }

  private static Map<String, Object> request(String flag, String requester) {
    Map<String, Object> request = new TreeMap<>(Map.of("database", "orders"));
    if (flag.equals("confirm")) {
      request.put(flag, "orders");
    } else if (!flag.isEmpty()) {
      request.put(flag, true);
    }
    if (!requester.isEmpty()) {
      request.put("requester", requester);
    }
    return request;
  }

  private static WorkflowStub asking(Bench bench, ApprovalRules rules) {
    bench.restores.rules = rules;
    WorkflowStub workflow = bench.start(RestoreWorkflow.TYPE, "restore-1", ASKED);
    awaitStage(workflow, "awaiting-approval");
    return workflow;
  }

  static void awaitStage(WorkflowStub workflow, String stage) {
    Script.await(stage, () -> status(workflow).stage().equals(stage));
  }

  private static ApprovalRules rules(List<String> approvers, int quorum) {
    return new ApprovalRules(approvers, quorum, 1_440, 0, false, false);
  }

  private static Map<String, Object> approval(String approver, String proof) {
    return Map.of("approver", approver, "proof", proof, "comment", "looks right");
  }

  static Verdict update(WorkflowStub workflow, String name, @Nullable Object message) {
    return workflow.update(name, Verdict.class, message);
  }

  static RestoreStatus status(WorkflowStub workflow) {
    return workflow.query("status", RestoreStatus.class);
  }

  private static String proof(WorkflowStub workflow) {
    return status(workflow).proof();
  }

  private static List<Message> messages(Bench bench, String event) {
    return bench.services.messages().stream().filter(m -> m.event().equals(event)).toList();
  }

  private static Message message(Bench bench, String event) {
    return messages(bench, event).get(0);
  }

  static RestoreEvent event(Bench bench, String name) {
    return bench.restores.events().stream()
        .filter(event -> event.event().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
