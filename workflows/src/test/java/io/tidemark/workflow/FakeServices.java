package io.tidemark.workflow;

import io.temporal.client.WorkflowClient;
import io.tidemark.api.lock.LockActivity;
import io.tidemark.api.notify.NotifyActivity;
import io.tidemark.api.prune.PruneActivity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What backups and restores share: pruning, notifying, looking at locks. */
final class FakeServices implements PruneActivity, NotifyActivity, LockActivity {
  private final Script script;
  private final WorkflowClient client;
  private final List<Message> messages = new CopyOnWriteArrayList<>();

  /** The owner that {@code inspectLock} reports; empty for an orphan, which it terminates. */
  volatile String lockOwner = "";

  FakeServices(Script script, WorkflowClient client) {
    this.script = script;
    this.client = client;
  }

  @Override
  public PruneResult prune(PruneInput input) {
    script.enter("prune");
    return new PruneResult(7, List.of("20261001T000000Z-000001"));
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
