package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.PartActivity;
import io.tidemark.api.backup.PartProgress;
import io.tidemark.api.backup.PartReceipt;
import io.tidemark.api.backup.PartRef;
import io.tidemark.archive.Receipt;
import io.tidemark.archive.TablePiece;
import io.tidemark.pipeline.Compression;
import io.tidemark.pipeline.PartOutcome;
import io.tidemark.pipeline.PartSource;
import io.tidemark.pipeline.Pipeline;
import io.tidemark.pipeline.PipelineProgress;
import io.tidemark.plan.BackupPlan;
import io.tidemark.plan.PlannedPart;
import java.time.Duration;
import java.util.List;
import org.slf4j.MDC;

/** Streams one part: dump › compress › encrypt › checksum › upload, then its receipt. */
public final class PartActivityImpl implements PartActivity {
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final Installation installation;
  private final PlanCache plans;
  private final PartSources sources;
  private final Pipeline pipeline;
  private final PartMeter meter;

  public PartActivityImpl(
      Installation installation, PlanCache plans, Pipeline pipeline, PartMeter meter) {
    this.installation = installation;
    this.plans = plans;
    this.sources = new PartSources(installation);
    this.pipeline = pipeline;
    this.meter = meter;
  }

  @Override
  public void reserveSlot() {
    // That this ran is the answer.
  }

  @Override
  public PartReceipt dumpCompressEncryptChecksumUpload(PartInput input) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    PipelineProgress progress = new PipelineProgress();
    return ActivityFailures.mapping(
        FailureType.DUMP_FAILED,
        () ->
            Heartbeating.run(
                context,
                () -> shown(progress),
                HEARTBEAT,
                () -> marked(input, context.getInfo().getAttempt(), progress)));
  }

  /** Temporal marks log lines with workflow and activity; this adds which part it is. */
  private PartReceipt marked(PartInput input, int attempt, PipelineProgress progress)
      throws Exception {
    MDC.put("part", Integer.toString(input.part().index()));
    try {
      return run(input, attempt, progress);
    } finally {
      MDC.remove("part");
    }
  }

  private PartReceipt run(PartInput input, int attempt, PipelineProgress progress)
      throws Exception {
    OpenBackup backup = OpenBackup.of(input.context(), installation);
    BackupPlan plan = plans.read(backup, input.plan()).plan();
    PlannedPart part = plan.parts().get(input.part().index());
    PartSource source = sources.of(part, plan, backup, input.snapshots(), attempt);
    PartOutcome outcome =
        pipeline.run(
            source,
            backup.repository().store(),
            backup.location().newPart(part.index(), part.kind()),
            backup.key(),
            Compression.of(input.context().compression()),
            progress);
    outcome.steps().forEach(meter::record);
    return receipt(input, backup, plan, part, outcome);
  }

  private static PartReceipt receipt(
      PartInput input, OpenBackup backup, BackupPlan plan, PlannedPart part, PartOutcome outcome)
      throws Exception {
    boolean ofSnapshot = !(part instanceof PlannedPart.Globals);
    int generation = ofSnapshot ? input.snapshots().get(0).generation() : 0;
    PartRef ref = input.part();
    Receipt receipt =
        new Receipt(
            input.context().backupId(),
            ref.index(),
            part.kind(),
            generation,
            ofSnapshot ? input.snapshots().get(0).snapshotText() : "",
            outcome.object(),
            outcome.rawBytes(),
            outcome.compressedBytes(),
            outcome.dumped().rows(),
            pieces(plan, part, outcome),
            outcome.steps(),
            outcome.dumped().notices());
    return new PartReceipt(
        ref.index(),
        generation,
        backup.repository().writeReceipt(backup.location(), receipt, backup.key()),
        outcome.rawBytes(),
        outcome.storedBytes(),
        Math.max(0, outcome.dumped().rows()),
        outcome.steps(),
        outcome.dumped().notices());
  }

  private static List<TablePiece> pieces(BackupPlan plan, PlannedPart part, PartOutcome outcome) {
    return part instanceof PlannedPart.Rows rows
        ? TablePieces.of(plan, rows, outcome.dumped().tableRows())
        : List.of();
  }

  private static PartProgress shown(PipelineProgress progress) {
    return new PartProgress(
        progress.step().word(), progress.rawBytes(), progress.storedBytes(), progress.rows());
  }
}
