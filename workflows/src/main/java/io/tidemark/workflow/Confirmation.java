package io.tidemark.workflow;

import io.tidemark.api.FailureType;
import io.tidemark.api.restore.ResolvedRestore;
import io.tidemark.api.restore.RestoreRequest;

/**
 * Whether a live database may be replaced. The request itself must say so: by the target's name, as
 * somebody typed it, or by being unattended on purpose.
 */
final class Confirmation {
  private Confirmation() {}

  /**
   * Returns when the restore may go on; decided before any work starts.
   *
   * @throws io.temporal.failure.ApplicationFailure of type ConfirmationRequired
   */
  static void require(RestoreRequest request, ResolvedRestore resolved) {
    String target = resolved.context().target();
    if (!resolved.replacesLive() || request.unattended() || target.equals(request.confirm())) {
      return;
    }
    String reason =
        request.confirm() == null
            ? "nobody confirmed it"
            : "the confirmation names another database";
    throw Failures.of(
        FailureType.CONFIRMATION_REQUIRED,
        "the restore would replace the live database \""
            + target
            + "\" and "
            + reason
            + "; start again with \"confirm\":\""
            + target
            + "\", or with \"into\" and a new name");
  }
}
