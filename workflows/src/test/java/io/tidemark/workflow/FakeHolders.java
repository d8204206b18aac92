package io.tidemark.workflow;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.failure.ApplicationFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.api.backup.HoldActivity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Holders that signal and then wait for cancellation, for a kill, or for the end of their snapshot.
 */
final class FakeHolders implements HoldActivity {
  private final Script script;
  private final FakePostgres postgres;
  private final WorkflowClient client;
  private final Set<String> killed = ConcurrentHashMap.newKeySet();
  private final Set<Integer> liars = ConcurrentHashMap.newKeySet();
  private final Set<Integer> outlived = ConcurrentHashMap.newKeySet();
  private volatile int delayed;
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean deaf;
  private final List<HoldInput> inputs = new CopyOnWriteArrayList<>();
  private final List<HeldSnapshot> held = new CopyOnWriteArrayList<>();

  FakeHolders(Script script, FakePostgres postgres, WorkflowClient client) {
    this.script = script;
    this.postgres = postgres;
    this.client = client;
  }

  @Override
  public void holdSnapshot(HoldInput input) {
    inputs.add(input);
    script.enter("hold " + input.holder());
    if (!input.notOn().isEmpty() && refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw ApplicationFailure.newNonRetryableFailure(
          "this process has a holder", FailureType.WRONG_WORKER.wireName());
    }
    HeldSnapshot snapshot =
        postgres.open(input.generation(), input.holder(), input.token(), input.alive());
    ActivityExecutionContext context = Activity.getExecutionContext();
    if (liars.contains(input.holder())) {
      snapshot = postgres.open(input.generation(), input.holder(), input.token(), List.of());
    }
    if (delayed == input.holder()) {
      Script.await("signal let go", () -> delayed == 0);
    }
    held.add(snapshot);
    WorkflowTargetOptions thisRun =
        WorkflowTargetOptions.newBuilder()
            .setWorkflowId(context.getInfo().getWorkflowId())
            .setRunId(context.getInfo().getWorkflowRunId())
            .build();
    client.newUntypedWorkflowStub(thisRun).signal(BackupWorkflow.HOLDER_READY, snapshot);
    try {
      while (!killed.contains(input.token())) {
        if (!deaf) {
          context.heartbeat(null);
        }
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    } catch (ActivityCanceledException e) {
      script.note("released " + input.holder());
      throw e;
    } finally {
      if (!outlived.remove(input.holder())) {
        postgres.close(snapshot);
      }
    }
    throw ApplicationFailure.newFailure(
        "the session of holder " + input.holder() + " ended",
        FailureType.POSTGRES_UNAVAILABLE.wireName());
  }

  /** No holder hears that it is cancelled. */
  void deafen() {
    deaf = true;
  }

  void wake() {
    deaf = false;
  }

  /** So many holders meet a process that has one already. */
  void refuse(int times) {
    refusals.set(times);
  }

  /** Ends the newest holder in this seat. */
  void kill(int holder) {
    List<HoldInput> seat = inputs.stream().filter(input -> input.holder() == holder).toList();
    killed.add(seat.get(seat.size() - 1).token());
  }

  /** Ends the holder, but its session outlives it until somebody closes the snapshot. */
  void loseSightOf(int holder) {
    outlived.add(holder);
    kill(holder);
  }

  /** This holder has its snapshot, but its signal is under way. */
  void delaySignalOf(int holder) {
    delayed = holder;
  }

  void sendDelayedSignal() {
    delayed = 0;
  }

  /** This holder reports an unrelated snapshot. */
  void lieAbout(int holder) {
    liars.add(holder);
  }

  List<HoldInput> inputs() {
    return List.copyOf(inputs);
  }

  /** Every snapshot that was signalled, in order. */
  List<HeldSnapshot> held() {
    return List.copyOf(held);
  }
}
