package io.tidemark.workflow;

import io.tidemark.api.FailureType;
import io.tidemark.api.StepTotals;
import io.tidemark.api.backup.BackupActivities.SealedPart;
import io.tidemark.api.backup.BackupProgress;
import io.tidemark.api.backup.PartKind;
import io.tidemark.api.backup.PartReceipt;
import io.tidemark.api.backup.PartRef;
import io.tidemark.api.backup.PlanSummary;
import java.util.List;
import java.util.TreeMap;

/** The accepted receipts of one generation, one a part, and what they add up to. */
final class Tally {
  private static final List<String> STEPS =
      List.of("dump", "compress", "encrypt", "checksum", "upload", "copy");

  private final TreeMap<Integer, SealedPart> accepted = new TreeMap<>();
  private final TreeMap<Integer, StepTotals> steps = new TreeMap<>();
  private List<PartRef> parts = List.of();
  private int partsTotal;
  private long estimatedTotal;
  private long estimatedDone;
  private long storedBytes;

  /** Forgets every receipt: those of another generation must never be mixed with the new ones. */
  void begin(PlanSummary plan) {
    clear();
    parts = plan.parts();
    partsTotal = parts.size();
    estimatedTotal = plan.parts().stream().mapToLong(PartRef::estimatedBytes).sum();
  }

  /** Forgets plan and receipts. */
  void clear() {
    accepted.clear();
    steps.clear();
    parts = List.of();
    partsTotal = 0;
    estimatedTotal = 0;
    estimatedDone = 0;
    storedBytes = 0;
  }

  /** Takes a part's receipt; one of another part or generation would spoil the backup. */
  void accept(PartRef part, PartReceipt receipt, int generation) {
    int expected = part.kind() == PartKind.GLOBALS ? 0 : generation;
    boolean fits = receipt.index() == part.index() && receipt.generation() == expected;
    SealedPart sealed = new SealedPart(receipt.index(), receipt.generation(), receipt.receipt());
    if (!fits || accepted.putIfAbsent(part.index(), sealed) != null) {
      throw Failures.of(
          FailureType.INTERNAL,
          "the receipt of part "
              + part.index()
              + " is of part "
              + receipt.index()
              + " and generation "
              + receipt.generation()
              + ", not "
              + expected);
    }
    estimatedDone += part.estimatedBytes();
    storedBytes += receipt.storedBytes();
    receipt.steps().forEach(this::add);
  }

  /** Adds what a step cost. */
  void add(StepTotals step) {
    int place = STEPS.indexOf(step.step());
    if (place >= 0) {
      steps.merge(place, step, StepTotals::plus);
    }
  }

  /** The parts of the plan. */
  List<PartRef> parts() {
    return parts;
  }

  /** Accepted receipts in the order of the plan. */
  List<SealedPart> receipts() {
    return List.copyOf(accepted.values());
  }

  /** Totals by step, in the order of the pipeline. */
  List<StepTotals> steps() {
    return List.copyOf(steps.values());
  }

  BackupProgress progress(String database, String backupId, String phase) {
    return new BackupProgress(
        database,
        backupId,
        phase,
        accepted.size(),
        partsTotal,
        estimatedDone,
        estimatedTotal,
        storedBytes,
        steps());
  }
}
