package io.tidemark.cli.temporal;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.tidemark.api.FailureType;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.worker.config.TemporalConnection;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A client's connection to Temporal and the task queue it starts workflows on. */
public final class TemporalSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final String taskQueue;
  private final String address;
  private final boolean ours;

  /**
   * Uses a client that somebody else closes.
   *
   * @param address host and port, for messages
   */
  public TemporalSession(WorkflowClient client, String taskQueue, String address) {
    this(client.getWorkflowServiceStubs(), client, taskQueue, address, false);
  }

  private TemporalSession(
      WorkflowServiceStubs stubs,
      WorkflowClient client,
      String taskQueue,
      String address,
      boolean ours) {
    this.stubs = stubs;
    this.client = client;
    this.taskQueue = taskQueue;
    this.address = address;
    this.ours = ours;
  }

  /**
   * Connects, and fails within seconds when nobody answers.
   *
   * @throws CommandException when Temporal does not answer
   */
  public static TemporalSession open(TemporalConnection connection, String taskQueue)
      throws CommandException {
    return open(connection, taskQueue, new NoopScope());
  }

  /**
   * Connects as {@link #open(TemporalConnection, String)} does.
   *
   * @param scope told of every request, and of all that a worker on this connection does
   * @throws CommandException when Temporal does not answer
   */
  public static TemporalSession open(TemporalConnection connection, String taskQueue, Scope scope)
      throws CommandException {
    WorkflowServiceStubsOptions options =
        WorkflowServiceStubsOptions.newBuilder(connection.stubsOptions())
            .setRpcTimeout(PATIENCE)
            .setMetricsScope(scope)
            .build();
    WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(options);
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .getSystemInfo(
              io.temporal.api.workflowservice.v1.GetSystemInfoRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      stubs.shutdownNow();
      throw unreachable(connection, e);
    }
    WorkflowClient client = WorkflowClient.newInstance(stubs, connection.clientOptions());
    return new TemporalSession(stubs, client, taskQueue, connection.address(), true);
  }

  public WorkflowClient client() {
    return client;
  }

  public String taskQueue() {
    return taskQueue;
  }

  /** Host and port, for messages. */
  public String address() {
    return address;
  }

  /**
   * A workflow that is not started yet.
   *
   * @param summary one line for lists
   * @param details a sentence or two; Temporal wants both or neither
   */
  public WorkflowStub newWorkflow(String type, String workflowId, String summary, String details) {
    return client.newUntypedWorkflowStub(
        type,
        WorkflowOptions.newBuilder()
            .setTaskQueue(taskQueue)
            .setWorkflowId(workflowId)
            .setStaticSummary(summary)
            .setStaticDetails(details)
            .build());
  }

  /**
   * How many processes asked for workflow tasks on a queue lately; empty when this server cannot
   * tell, as the in-process one cannot.
   */
  public OptionalInt pollers(String queue) {
    return pollers(queue, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW);
  }

  /** The same for activity tasks. */
  public OptionalInt activityPollers(String queue) {
    return pollers(queue, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
  }

  private OptionalInt pollers(String queue, TaskQueueType type) {
    try {
      return OptionalInt.of(
          (int)
              stubs
                  .blockingStub()
                  .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                  .describeTaskQueue(
                      DescribeTaskQueueRequest.newBuilder()
                          .setNamespace(client.getOptions().getNamespace())
                          .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                          .setTaskQueueType(type)
                          .build())
                  .getPollersList()
                  .stream()
                  .filter(TemporalSession::isAlive)
                  .count());
    } catch (StatusRuntimeException e) {
      return OptionalInt.empty();
    }
  }

  /** Ids of workflows that a visibility query finds. */
  public List<String> workflows(String query) {
    try (Stream<WorkflowExecutionMetadata> found = client.listExecutions(query)) {
      return found.map(workflow -> workflow.getExecution().getWorkflowId()).sorted().toList();
    }
  }

  /**
   * Returns when somebody is there to answer queries and updates, which otherwise wait in vain.
   *
   * @throws CommandException when no worker takes work from the queue
   */
  public void requireWorker() throws CommandException {
    OptionalInt workers = pollers(taskQueue);
    if (workers.isPresent() && workers.getAsInt() == 0) {
      throw new CommandException(
          ExitCode.FAILED,
          FailureType.NO_WORKER.wireName(),
          "no worker takes work from task queue " + taskQueue + " of Temporal at " + address,
          "Start one with: tidemark worker",
          null,
          null);
    }
  }

  @Override
  public void close() {
    if (ours) {
      stubs.shutdownNow();
    }
  }

  /** Temporal remembers pollers for five minutes; a live one comes back at least every minute. */
  private static boolean isAlive(PollerInfo poller) {
    long age = System.currentTimeMillis() / 1000 - poller.getLastAccessTime().getSeconds();
    return age < 75;
  }

  private static CommandException unreachable(
      TemporalConnection connection, StatusRuntimeException e) {
    String next =
        connection.configured()
            ? "Check TEMPORAL_ADDRESS (now "
                + connection.address()
                + ") and that Temporal runs there."
            : "Set TEMPORAL_ADDRESS, or start a development server and worker with: tidemark dev";
    return new CommandException(
        ExitCode.FAILED,
        "TemporalUnavailable",
        "Temporal does not answer at "
            + connection.address()
            + " ("
            + e.getStatus().getCode()
            + ")",
        next,
        null,
        e);
  }
}
