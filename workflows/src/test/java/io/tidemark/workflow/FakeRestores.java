package io.tidemark.workflow;

import io.temporal.activity.Activity;
import io.tidemark.api.backup.PartKind;
import io.tidemark.api.backup.PartRef;
import io.tidemark.api.restore.ApprovalRules;
import io.tidemark.api.restore.RecordActivities;
import io.tidemark.api.restore.ResolvedRestore;
import io.tidemark.api.restore.RestoreActivities;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.api.restore.RestoreEvent;
import io.tidemark.api.restore.RollbackActivities;
import io.tidemark.api.verify.BackupReference;
import io.tidemark.api.verify.FindActivity;
import io.tidemark.api.verify.FoundBackup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The short steps of a restore. The database {@code orders} is live unless told otherwise. */
final class FakeRestores
    implements RestoreActivities, FindActivity, RollbackActivities, RecordActivities {
  private final Script script;
  private final List<PinInput> pins = new CopyOnWriteArrayList<>();
  private final List<PromoteInput> promotions = new CopyOnWriteArrayList<>();
  private final List<VerificationRecord> verifications = new CopyOnWriteArrayList<>();
  volatile int parts = 6;
  volatile int lanes = 2;
  volatile int maxMinutes = 60;
  volatile boolean sideDatabase;
  volatile ApprovalRules rules = new ApprovalRules(List.of(), 1, 1_440, 0, false, false);
  private final List<RestoreEvent> events = new CopyOnWriteArrayList<>();
  private final Map<String, String> decisions = new ConcurrentHashMap<>();

  FakeRestores(Script script) {
    this.script = script;
  }

  @Override
  public FoundBackup find(FindInput input) {
    script.enter("find " + input.backup());
    List<PartRef> refs = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      PartKind kind = FakeParts.kindOf(i);
      refs.add(new PartRef(i, kind, kind.word() + " " + i, 1_000L * (i + 1)));
    }
    return new FoundBackup(
        new BackupReference(input.database(), "20261123T181500Z-7f3a2c", "primary", "manifest"),
        List.of("offsite"),
        "2026-11-23T18:15:00Z",
        "17.10",
        6_000,
        1L << 30,
        refs.stream().mapToLong(PartRef::estimatedBytes).sum(),
        lanes,
        refs);
  }

  @Override
  public List<String> findAll(FindInput input) {
    script.enter("find every backup");
    return List.of("20261123T181500Z-7f3a2c", "20261122T181500Z-7f3a2c");
  }

  @Override
  public void recordVerification(VerificationRecord record) {
    script.enter("record");
    verifications.add(record);
  }

  List<VerificationRecord> verifications() {
    return List.copyOf(verifications);
  }

  @Override
  public ResolvedRestore resolve(ResolveInput input) {
    script.enter("resolve");
    String into = input.request().into();
    String target = into == null ? input.request().database() : into;
    RestoreContext context =
        new RestoreContext(
            input.restoreId(),
            input.backup().reference(),
            "tidemark_" + target,
            target,
            into == null ? 16_384 : 0,
            lanes);
    return new ResolvedRestore(
        context, into == null, maxMinutes, rules, List.of("a restore notice"));
  }

  @Override
  public void preRestoreBackup(PinInput input) {
    script.enter("pin");
    pins.add(input);
  }

  @Override
  public Promoted restore(PromoteInput input) {
    script.enter("promote");
    promotions.add(input);
    sideDatabase = false;
    String target = input.context().target();
    boolean replaces = input.context().targetOid() != 0;
    return new Promoted(
        target, input.sideOid(), replaces ? target + "_before" : "", replaces ? 120 : 0, List.of());
  }

  @Override
  public void dropSideDatabase(RestoreContext context) {
    script.enter("drop");
    sideDatabase = false;
  }

  @Override
  public RolledBack rollBack(UndoInput input) {
    script.enter("roll back");
    return new RolledBack(input.context().sideDatabase(), 80);
  }

  @Override
  public void dropPrevious(UndoInput input) {
    script.enter("drop previous");
  }

  @Override
  public void record(RecordInput input) {
    script.enter("record " + input.event().event());
    events.add(input.event());
  }

  @Override
  public boolean consumeDecision(DecisionInput input) {
    script.enter("consume");
    String run = Activity.getExecutionContext().getInfo().getWorkflowRunId();
    events.add(input.event());
    return run.equals(decisions.merge(input.decision(), run, (first, now) -> first));
  }

  /** As if an earlier run had used it. */
  void spend(String decision) {
    decisions.put(decision, "an earlier run");
  }

  List<RestoreEvent> events() {
    return List.copyOf(events);
  }

  List<PromoteInput> promotions() {
    return List.copyOf(promotions);
  }

  List<PinInput> pins() {
    return List.copyOf(pins);
  }
}
