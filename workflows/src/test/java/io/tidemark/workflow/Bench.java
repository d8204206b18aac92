package io.tidemark.workflow;

import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.TemporalFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import io.tidemark.api.TaskQueues;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Temporal's in-process server with the real workflows, fake activities on the four queues, and a
 * replay of every workflow that ran when it is closed.
 */
final class Bench implements AutoCloseable {
  static final TaskQueues QUEUES = new TaskQueues("tidemark");

  final Script script = new Script();
  final FakePostgres postgres = new FakePostgres();
  final FakeBackups backups = new FakeBackups(script, postgres);
  final FakeParts parts = new FakeParts(script, postgres);
  final FakeCopies copies = new FakeCopies(script);
  final FakeRestores restores = new FakeRestores(script);
  final FakeLoads loads = new FakeLoads(script, restores);
  final FakeRotation rotation = new FakeRotation(script);
  final FakeHolders holders;
  final FakeServices services;
  final WorkflowClient client;
  final TestWorkflowEnvironment environment;
  private final Set<String> started = new LinkedHashSet<>();

  Bench() {
    this(true, true);
  }

  /**
   * @param partsWorker whether somebody polls the queue of parts
   * @param holdWorker whether somebody polls the queue of holders
   */
  Bench(boolean partsWorker, boolean holdWorker) {
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder().setIdentity("bench").build())
                .build());
    client = environment.getWorkflowClient();
    holders = new FakeHolders(script, postgres, client);
    services = new FakeServices(script, client);
    Worker base = environment.newWorker(QUEUES.base(), prompt());
    base.registerWorkflowImplementationTypes(
        WorkflowTypes.options(), WorkflowTypes.implementations());
    base.registerActivitiesImplementations(
        backups, services, restores, new NotifyWorkflowTest.Mailbox());
    environment.newWorker(QUEUES.prune(), prompt()).registerActivitiesImplementations(services);
    if (partsWorker) {
      environment
          .newWorker(QUEUES.parts(), prompt())
          .registerActivitiesImplementations(parts, copies, loads, rotation);
    }
    if (holdWorker) {
      environment.newWorker(QUEUES.hold(), prompt()).registerActivitiesImplementations(holders);
    }
    environment.start();
  }

  /**
   * For parts that fail while others might just be ending: the in-process server, unlike the real
   * one, refuses to cancel an activity whose result is on its way, and the workflow hangs.
   */
  static Bench withOneLane() {
    Bench bench = new Bench();
    bench.backups.lanes = 1;
    bench.restores.lanes = 1;
    return bench;
  }

  private static WorkerOptions prompt() {
    return WorkerOptions.newBuilder()
        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(20))
        .setDefaultHeartbeatThrottleInterval(Duration.ofMillis(20))
        .build();
  }

  /** Starts a workflow as the Web UI does: by type name, with any JSON. */
  WorkflowStub start(String type, String id, @Nullable Object input) {
    started.add(id);
    WorkflowStub stub = stub(type, id);
    stub.start(input);
    return stub;
  }

  /** As when somebody leaves the input empty. */
  WorkflowStub startWithoutInput(String type, String id) {
    started.add(id);
    WorkflowStub stub = stub(type, id);
    stub.start();
    return stub;
  }

  private WorkflowStub stub(String type, String id) {
    return client.newUntypedWorkflowStub(
        type, WorkflowOptions.newBuilder().setTaskQueue(QUEUES.base()).setWorkflowId(id).build());
  }

  WorkflowStub startBackup(Object input) {
    return start(BackupWorkflow.TYPE, "backup-1", input);
  }

  BackupResult backUp() {
    return resultOf(startBackup(Map.of("database", "orders")), BackupResult.class);
  }

  /** The result, in real time: fast, unless a timer must pass. */
  static <T> T resultOf(WorkflowStub workflow, Class<T> type) {
    try {
      return workflow.getResult(60, TimeUnit.SECONDS, type);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "no end within 60 s; it stands at\n" + workflow.query("__stack_trace", String.class), e);
    }
  }

  /** The cause of the failure, in real time. */
  static TemporalFailure failureOf(WorkflowStub workflow) {
    return failureOf(() -> resultOf(workflow, Object.class));
  }

  /** The cause of the failure; timers pass at once while nothing is at work. */
  static TemporalFailure failureSkippingTime(WorkflowStub workflow) {
    return failureOf(() -> workflow.getResult(Object.class));
  }

  private static TemporalFailure failureOf(Supplier<Object> result) {
    try {
      throw new AssertionError("the workflow succeeded: " + result.get());
    } catch (WorkflowFailedException e) {
      if (e.getCause() instanceof TemporalFailure failure) {
        return failure;
      }
      throw e;
    }
  }

  WorkflowExecutionHistory history(String workflowId) {
    return client.fetchHistory(workflowId);
  }

  boolean isOpen(String workflowId) {
    return client
        .newUntypedWorkflowStub(workflowId)
        .describe()
        .getStatus()
        .name()
        .endsWith("RUNNING");
  }

  String details(WorkflowStub workflow) {
    return String.valueOf(
        workflow.query("__temporal_workflow_metadata", WorkflowMetadata.class).getCurrentDetails());
  }

  /** Every workflow that ran replays, or the test fails. */
  @Override
  public void close() {
    try {
      for (String id : started) {
        replay(id);
      }
    } finally {
      environment.close();
    }
  }

  private void replay(String id) {
    try {
      Replay.of(history(id));
    } catch (Exception e) {
      throw new AssertionError("workflow " + id + " does not replay", e);
    }
  }
}
