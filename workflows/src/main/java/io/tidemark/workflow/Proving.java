package io.tidemark.workflow;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.LoadActivities.CheckResult;
import io.tidemark.api.restore.RestoreActivities;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.api.restore.RestoreStage;
import io.tidemark.api.verify.FoundBackup;
import java.time.Duration;

/** Verifies a backup, loads it beside the live database, and checks what was loaded. */
final class Proving {
  private static final Duration LONGEST_DROP = Duration.ofMinutes(10);

  private final ActivityStubs stubs;
  private final RestoreState state;
  private final RestoreContext context;
  private final Verification verification;
  private final Loading loading;

  /** Rows that the check counted, or -1 when it was left out. */
  private long checkedRows = -1;

  Proving(
      ActivityStubs stubs,
      RestoreState state,
      RestoreContext context,
      FoundBackup backup,
      Duration longest) {
    this.stubs = stubs;
    this.state = state;
    this.context = context;
    this.verification = new Verification(stubs, backup, false, longest, state::show);
    this.loading = new Loading(stubs, context, backup, longest, state.notices(), state::show);
  }

  /**
   * Proves the backup.
   *
   * @param skipTest leave out the checks after loading
   */
  void run(boolean skipTest) {
    verify();
    load();
    check(skipTest);
  }

  /** OID of the side database. */
  long sideOid() {
    return loading.sideOid();
  }

  /** Rows counted, or loaded when the checks were left out. */
  long rows() {
    return checkedRows < 0 ? loading.rowsLoaded() : checkedRows;
  }

  /** Leaves nothing behind; what cannot be dropped now is found later by its mark. */
  void cleanUp() {
    if (state.stage() == RestoreStage.VERIFYING) {
      return;
    }
    Workflow.newDetachedCancellationScope(
            () -> {
              try {
                stubs
                    .bounded(
                        RestoreActivities.class, LONGEST_DROP, "drop " + context.sideDatabase())
                    .dropSideDatabase(context);
              } catch (TemporalFailure e) {
                state
                    .notices()
                    .add(
                        "the side database "
                            + context.sideDatabase()
                            + " could not be dropped: "
                            + Failures.message(e));
              }
            })
        .run();
  }

  private void verify() {
    state.enter(RestoreStage.VERIFYING, verification::progress);
    state.steps().run("verify every object", () -> verification.run(context.lanes()));
    state.done(
        verification.objects() + " objects, " + Figures.bytes(verification.bytes()) + ", all good");
  }

  private void load() {
    state.enter(RestoreStage.LOADING, loading::progress);
    state.steps().run("load definitions", loading::definitions);
    state.steps().run("load rows", loading::rows);
    int entries = state.steps().run("build indexes and constraints", loading::indexes);
    state.done(
        Figures.count(loading.rowsLoaded()) + " rows, " + entries + " indexes and other entries");
  }

  private void check(boolean skipTest) {
    state.enter(RestoreStage.CHECKING);
    if (skipTest) {
      state.done("left out on request");
      return;
    }
    CheckResult result = state.steps().run("compare with the record", loading::check);
    state.add(result.findings());
    if (result.failed()) {
      throw Loading.checkFailed(result.findings());
    }
    checkedRows = result.rows();
    long errors =
        result.findings().stream().filter(f -> f.severity() != Finding.Severity.INFO).count();
    state.done(
        Figures.count(result.rows())
            + " rows of "
            + result.tables()
            + " tables agree, "
            + errors
            + " findings");
  }
}
