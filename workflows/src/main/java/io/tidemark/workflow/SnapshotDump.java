package io.tidemark.workflow;

import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupActivities;
import io.tidemark.api.backup.BackupActivities.PlanInput;
import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.api.backup.PartActivity;
import io.tidemark.api.backup.PartActivity.PartInput;
import io.tidemark.api.backup.PartKind;
import io.tidemark.api.backup.PartReceipt;
import io.tidemark.api.backup.PartRef;
import io.tidemark.api.backup.PlanSummary;
import io.tidemark.api.backup.Preflight;
import java.time.Duration;

/**
 * Dumps all parts under one snapshot. When nothing can import that snapshot any more, all of it
 * begins again under a new one, in a new generation: parts of two snapshots are never mixed.
 */
final class SnapshotDump {
  private static final int MOST_REDOS = 2;
  private static final Duration LONGEST_PLANNING = Duration.ofMinutes(10);

  private final ActivityStubs stubs;
  private final Steps steps;
  private final Preflight preflight;
  private final Holders holders;
  private final Tally tally;
  private final Notices notices;
  private final Runnable changed;

  SnapshotDump(
      ActivityStubs stubs,
      Steps steps,
      Preflight preflight,
      Holders holders,
      Tally tally,
      Notices notices,
      Runnable changed) {
    this.stubs = stubs;
    this.steps = steps;
    this.preflight = preflight;
    this.holders = holders;
    this.tally = tally;
    this.notices = notices;
    this.changed = changed;
  }

  /**
   * A complete dump; its receipts are in the tally.
   *
   * @param plan the plan that was carried out
   * @param snapshot the one under which every part was read
   */
  record Dumped(PlanSummary plan, HeldSnapshot snapshot) {}

  Dumped run() {
    for (int redo = 0; ; redo++) {
      HeldSnapshot snapshot = steps.run("hold snapshot", holders::open);
      try {
        return dump(snapshot);
      } catch (RuntimeException e) {
        if (!Failures.is(FailureType.SNAPSHOT_GONE, e) || redo == MOST_REDOS) {
          throw e;
        }
        notices.add(
            "the snapshot was lost and the dump began again under a new one: "
                + Failures.message(e));
        tally.clear();
      }
    }
  }

  private Dumped dump(HeldSnapshot snapshot) {
    BackupActivities planner =
        stubs.quick(BackupActivities.class, LONGEST_PLANNING, "plan the parts");
    PlanSummary plan =
        steps.run(
            "plan",
            () ->
                holders.importing(
                    alive -> planner.plan(new PlanInput(preflight.context(), alive))));
    tally.begin(plan);
    steps.run(
        "dump parts",
        () ->
            Lanes.run(
                preflight.lanes(), plan.parts(), part -> dump(plan, part, snapshot.generation())));
    return new Dumped(plan, snapshot);
  }

  private void dump(PlanSummary plan, PartRef part, int generation) {
    PartActivity activity = activity(part);
    try {
      PartReceipt receipt =
          holders.importing(
              alive ->
                  activity.dumpCompressEncryptChecksumUpload(
                      new PartInput(preflight.context(), part, plan.plan(), alive)));
      tally.accept(part, receipt, generation);
      notices.addAll(receipt.notices());
      changed.run();
    } catch (RuntimeException e) {
      throw Failures.during(nameOf(part, plan), e);
    }
  }

  private PartActivity activity(PartRef part) {
    Duration longest = Duration.ofMinutes(preflight.maxMinutes());
    String summary = "dump › compress › encrypt › checksum › upload · " + part.label();
    return part.kind() == PartKind.ROWS
        ? stubs.rowsPart(PartActivity.class, longest, summary)
        : stubs.archivePart(PartActivity.class, longest, summary);
  }

  private static String nameOf(PartRef part, PlanSummary plan) {
    return "part "
        + (part.index() + 1)
        + " of "
        + plan.parts().size()
        + " ("
        + part.kind().word()
        + ": "
        + part.label()
        + ")";
  }
}
