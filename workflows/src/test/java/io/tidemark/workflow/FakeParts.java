package io.tidemark.workflow;

import io.tidemark.api.StepTotals;
import io.tidemark.api.StoredObject;
import io.tidemark.api.backup.PartActivity;
import io.tidemark.api.backup.PartKind;
import io.tidemark.api.backup.PartReceipt;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Parts that import a snapshot and claim to have stored something. */
final class FakeParts implements PartActivity {
  private final Script script;
  private final FakePostgres postgres;
  private final List<PartInput> inputs = new CopyOnWriteArrayList<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();

  FakeParts(Script script, FakePostgres postgres) {
    this.script = script;
    this.postgres = postgres;
  }

  @Override
  public void reserveSlot() {
    script.enter("reserve");
  }

  @Override
  public PartReceipt dumpCompressEncryptChecksumUpload(PartInput input) {
    inputs.add(input);
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    try {
      script.enter("part " + input.part().index());
      boolean globals = input.part().kind() == PartKind.GLOBALS;
      int generation = globals ? 0 : postgres.importAny(input.snapshots()).generation();
      return receipt(input.part().index(), generation);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  /** Globals, schema and data come first; all others are rows. */
  static PartKind kindOf(int index) {
    List<PartKind> first = List.of(PartKind.GLOBALS, PartKind.SCHEMA, PartKind.DATA);
    return index < first.size() ? first.get(index) : PartKind.ROWS;
  }

  static PartReceipt receipt(int index, int generation) {
    return new PartReceipt(
        index,
        generation,
        stored("orders/20261123T181500Z-7f3a2c/receipts/" + index),
        1_048_576,
        262_144,
        1_000,
        List.of(
            new StepTotals("dump", 2.0, 1_048_576, 0),
            new StepTotals("compress", 1.0, 262_128, 0),
            new StepTotals("encrypt", 0.5, 262_144, 0),
            new StepTotals("checksum", 0.25, 262_144, 0),
            new StepTotals("upload", 0.5, 262_144, 1)),
        List.of());
  }

  /** As large as real ones, so that measured histories are. */
  static StoredObject stored(String key) {
    return new StoredObject(
        key, 262_144, "ab".repeat(32), "cd".repeat(16), "MIHp".repeat(90), "zstd");
  }

  List<PartInput> inputs() {
    return List.copyOf(inputs);
  }

  int mostInFlight() {
    return mostInFlight.get();
  }
}
