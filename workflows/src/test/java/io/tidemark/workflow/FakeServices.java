package io.tidemark.workflow;

import io.temporal.client.WorkflowClient;
import io.tidemark.api.lock.LockActivity;
import io.tidemark.api.notify.NotifyActivity;
import io.tidemark.api.prune.PruneActivity;
import io.tidemark.api.prune.PrunedStore;
import io.tidemark.api.prune.PrunedStore.PrunedBackup;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What backups and restores share: pruning, notifying, looking at locks. */
final class FakeServices implements PruneActivity, NotifyActivity, LockActivity {
  private final Script script;
  private final WorkflowClient client;
  private final List<PruneInput> prunes = new CopyOnWriteArrayList<>();
  private final List<Message> messages = new CopyOnWriteArrayList<>();

  /** The owner that {@code inspectLock} reports; empty for an orphan, which it terminates. */
  volatile String lockOwner = "";

  /** What stands in the way of every prune; empty for nothing. */
  volatile String pruneRefusal = "";

  FakeServices(Script script, WorkflowClient client) {
    this.script = script;
    this.client = client;
  }

  @Override
  public List<String> pruneStores(String database) {
    script.enter("stores of " + database);
    return List.of("primary", "local");
  }

  @Override
  public PrunedStore prune(PruneInput input) {
    script.enter("prune");
    prunes.add(input);
    return new PrunedStore(
        input.store(),
        7,
        List.of(
            new PrunedBackup(
                "20261123T181500Z-7f3a2c",
                "2026-11-23T18:15:00Z",
                21_000,
                PrunedBackup.KEPT,
                List.of("newest")),
            new PrunedBackup(
                "20261001T000000Z-000001",
                "2026-10-01T00:00:00Z",
                20_000,
                input.dryRun() ? "expired" : PrunedBackup.DELETED,
                List.of())),
        pruneRefusal,
        List.of(),
        0,
        List.of());
  }

  List<PruneInput> prunes() {
    return List.copyOf(prunes);
  }

  @Override
  public void notify(Message message) {
    script.enter("notify");
    messages.add(message);
  }

  @Override
  public LockState inspectLock(String lockWorkflowId) {
    script.enter("inspect " + lockWorkflowId);
    if (lockOwner.isEmpty()) {
      client.newUntypedWorkflowStub(lockWorkflowId).terminate("its owner is closed");
      return new LockState(false, "", "");
    }
    return new LockState(true, lockOwner, "run-of-" + lockOwner);
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }
}
