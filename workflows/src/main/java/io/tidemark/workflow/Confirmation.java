package io.tidemark.workflow;

import io.temporal.failure.ApplicationFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.restore.ApprovalRules;
import io.tidemark.api.restore.ResolvedRestore;
import io.tidemark.api.restore.RestoreRequest;
import java.util.ArrayList;
import java.util.List;

/** Whether a request may lead to the replacement of a live database, and who has to agree. */
final class Confirmation {
  private Confirmation() {}

  /**
   * Decided before any work starts.
   *
   * @throws ApplicationFailure of type ConfirmationRequired when the restore can never be promoted
   */
  static Consent of(RestoreRequest request, ResolvedRestore resolved) {
    if (!resolved.replacesLive()) {
      return Consent.NOT_NEEDED;
    }
    ApprovalRules rules = resolved.rules();
    String target = resolved.context().target();
    refuseSkipping(request, rules, target);
    if (request.unattended()) {
      return Consent.GIVEN;
    }
    if (rules.approvers().isEmpty()) {
      return byNameOrSecondPerson(request, target);
    }
    if (request.requester() == null) {
      throw refused(
          "the live database \""
              + target
              + "\" is replaced only with approval; start again with \"requester\" and your name");
    }
    long others =
        rules.approvers().stream()
            .filter(approver -> !approver.equalsIgnoreCase(request.requester()))
            .count();
    if (others < rules.quorum()) {
      throw refused(
          "\""
              + request.requester()
              + "\" cannot approve this restore, and without that there are fewer approvers than"
              + " the "
              + rules.quorum()
              + " that must agree; let somebody else request it");
    }
    return Consent.AWAITED;
  }

  private static void refuseSkipping(RestoreRequest request, ApprovalRules rules, String target) {
    List<String> skipped = new ArrayList<>();
    if (request.unattended()) {
      skipped.add("\"unattended\"");
    }
    if (request.skipTest()) {
      skipped.add("\"skipTest\"");
    }
    if (request.skipBackup()) {
      skipped.add("\"skipBackup\"");
    }
    boolean approvalMustBe = !rules.approvers().isEmpty() && !rules.unattendedAllowed();
    if (!skipped.isEmpty() && (rules.protectedDatabase() || approvalMustBe)) {
      throw refused(
          String.join(" and ", skipped)
              + " cannot be used for the live database \""
              + target
              + "\": the worker's configuration "
              + (rules.protectedDatabase() ? "protects it" : "asks for approval")
              + "; start again without");
    }
  }

  private static Consent byNameOrSecondPerson(RestoreRequest request, String target) {
    if (target.equals(request.confirm())) {
      return Consent.GIVEN;
    }
    if (request.confirm() == null && request.requester() != null) {
      return Consent.AWAITED;
    }
    String reason =
        request.confirm() == null
            ? "nobody confirmed it"
            : "the confirmation names another database";
    throw refused(
        "the restore would replace the live database \""
            + target
            + "\" and "
            + reason
            + "; start again with \"confirm\":\""
            + target
            + "\", with \"requester\" and your name to have somebody else approve it, or with"
            + " \"into\" and a new name");
  }

  private static ApplicationFailure refused(String message) {
    return Failures.of(FailureType.CONFIRMATION_REQUIRED, message);
  }
}
