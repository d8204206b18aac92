package io.tidemark.workflow;

import io.tidemark.api.restore.ImpactActivity.ImpactInput;
import io.tidemark.api.restore.RestoreActivities;
import io.tidemark.api.restore.RestoreActivities.PinInput;
import io.tidemark.api.restore.RestoreStage;
import java.time.Duration;

/** What a promotion would change, and a backup of what it would replace. */
final class Saving {
  private static final Duration SHORT_STEP = Duration.ofMinutes(2);

  private final ActivityStubs stubs;
  private final RestoreState state;
  private final Impact impact;
  private final Ledger ledger;

  Saving(ActivityStubs stubs, RestoreState state, Impact impact, Ledger ledger) {
    this.stubs = stubs;
    this.state = state;
    this.impact = impact;
    this.ledger = ledger;
  }

  /**
   * Measures, records and backs up.
   *
   * @return id of the safety backup; empty when it was left out
   */
  String save(ImpactInput databases, boolean skipBackup) {
    state.enter(RestoreStage.SAVING);
    state
        .steps()
        .run("measure the impact", () -> impact.measure(databases))
        .ifPresent(state::measured);
    ledger.evidence();
    if (skipBackup) {
      state.done("no safety backup, on request");
      return "";
    }
    String backupId =
        state.steps().run("safety backup", () -> SafetyBackup.take(state.database())).backupId();
    state
        .steps()
        .run(
            "pin the safety backup",
            () ->
                stubs
                    .quick(RestoreActivities.class, SHORT_STEP, "pin safety backup " + backupId)
                    .preRestoreBackup(new PinInput(databases.context(), backupId)));
    state.done(backupId);
    return backupId;
  }
}
