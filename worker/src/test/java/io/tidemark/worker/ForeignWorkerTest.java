package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import io.tidemark.api.backup.BackupRequest;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin on somebody else's worker, beside workflows and activities that are not ours. */
final class ForeignWorkerTest {
  @TempDir Path folder;

  @Test
  void aBackupRunsBesideTheHostsOwnWorkflows() throws Exception {
    String queue = "foreign-" + UUID.randomUUID();
    WorkflowClient client = TemporalServer.shared().client();
    try (TestDatabase database = TestServers.database(15);
        TidemarkPlugin plugin =
            new TidemarkPlugin(
                Site.configuration(database, folder, queue), new SimpleMeterRegistry())) {
      database.execute("CREATE TABLE t AS SELECT generate_series(1, 1000) AS n");
      WorkerFactory factory =
          WorkerFactory.newInstance(
              client, WorkerFactoryOptions.newBuilder().setPlugins(plugin).build());
      Worker worker = factory.newWorker(queue);
      worker.registerWorkflowImplementationTypes(GreetingWorkflowImpl.class);
      worker.registerActivitiesImplementations((Greeter) name -> "Hello, " + name);
      factory.newWorker(queue + "-other");
      factory.start();
      try {
        WorkflowOptions options = WorkflowOptions.newBuilder().setTaskQueue(queue).build();
        BackupResult backup =
            client
                .newWorkflowStub(BackupWorkflow.class, options)
                .backup(BackupRequest.of(database.name()));
        String greeting =
            client.newWorkflowStub(GreetingWorkflow.class, options).greet("neighbour");

        assertThat(backup.rows()).isEqualTo(1000);
        assertThat(greeting).isEqualTo("Hello, neighbour");
      } finally {
        factory.shutdownNow();
        factory.awaitTermination(20, java.util.concurrent.TimeUnit.SECONDS);
      }
    }
  }

  /** The host's workflow. */
  @WorkflowInterface
  public interface GreetingWorkflow {
    @WorkflowMethod
    String greet(String name);
  }

  /** The host's activity. */
  @ActivityInterface
  public interface Greeter {
    String compose(String name);
  }

  /** Calls the host's activity. */
  public static final class GreetingWorkflowImpl implements GreetingWorkflow {
    private final Greeter greeter =
        Workflow.newActivityStub(
            Greeter.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build());

    @Override
    public String greet(String name) {
      return greeter.compose(name);
    }
  }
}
