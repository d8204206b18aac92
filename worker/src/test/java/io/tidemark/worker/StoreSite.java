package io.tidemark.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.tidemark.activity.Activities;
import io.tidemark.api.TaskQueues;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.verify.VerifyResult;
import io.tidemark.api.verify.VerifyWorkflow;
import io.tidemark.store.BackupStore;
import io.tidemark.store.StoreException;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.worker.config.ConfigException;
import io.tidemark.worker.config.ConfigLoader;
import io.tidemark.workflow.WorkflowTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A site whose stores a test has made, so that it can make them misbehave. */
final class StoreSite implements AutoCloseable {
  private static final int SLOTS = 4;

  private final TestDatabase database;
  private final TaskQueues queues = new TaskQueues("stores-" + UUID.randomUUID());
  private final Map<String, BackupStore> stores;
  private final Wiring wiring;
  private final WorkerFactory factory;

  /**
   * @param unused folder that the configuration names and nobody writes
   * @param stores by name, the written one first; closed with the site
   */
  StoreSite(TestDatabase database, Path unused, Map<String, BackupStore> stores)
      throws ConfigException {
    this.database = database;
    this.stores = stores;
    Map<String, String> environment = Site.environment(database, unused, queues.base());
    environment.put("BACKUP_COMPRESSION", "none");
    environment.put("TIDEMARK_PART_SIZE_MIB", "16");
    this.wiring = new Wiring(ConfigLoader.load(environment));
    this.factory = WorkerFactory.newInstance(TemporalServer.shared().client());
    Activities activities =
        new Activities(new GivenStores(wiring, stores), step -> {}, (event, name) -> {});
    Worker base = factory.newWorker(queues.base());
    base.registerWorkflowImplementationTypes(
        WorkflowTypes.options(), WorkflowTypes.implementations());
    base.registerActivitiesImplementations(activities.shortOnes());
    factory
        .newWorker(queues.parts(), slots(SLOTS))
        .registerActivitiesImplementations(activities.parts());
    factory
        .newWorker(queues.hold(), slots(100))
        .registerActivitiesImplementations(activities.holders());
    factory.newWorker(queues.prune()).registerActivitiesImplementations(activities.prunes());
    factory.start();
  }

  /** Heartbeats as often as in our own worker, so that a cancel is seen as soon. */
  private static WorkerOptions slots(int slots) {
    return WorkerOptions.newBuilder()
        .setMaxConcurrentActivityExecutionSize(slots)
        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(500))
        .build();
  }

  WorkflowStub startBackup() {
    return start(BackupWorkflow.TYPE, Map.of());
  }

  BackupResult backup() {
    return startBackup().getResult(BackupResult.class);
  }

  /** The failure of a backup that cannot end well. */
  ApplicationFailure failedBackup() {
    try {
      throw new AssertionError("sealed: " + backup());
    } catch (WorkflowFailedException e) {
      if (e.getCause() instanceof ApplicationFailure failure) {
        return failure;
      }
      throw e;
    }
  }

  VerifyResult verify(String store) {
    return start(VerifyWorkflow.TYPE, Map.of("store", store)).getResult(VerifyResult.class);
  }

  RestoreResult restore(String store, String into) {
    return start(RestoreWorkflow.TYPE, Map.of("store", store, "into", into))
        .getResult(RestoreResult.class);
  }

  private WorkflowStub start(String type, Map<String, Object> options) {
    Map<String, Object> request = new TreeMap<>(options);
    request.put("database", database.name());
    WorkflowClient client = TemporalServer.shared().client();
    WorkflowStub stub =
        client.newUntypedWorkflowStub(
            type,
            WorkflowOptions.newBuilder()
                .setTaskQueue(queues.base())
                .setWorkflowId(type + "-" + UUID.randomUUID())
                .build());
    stub.start(request);
    return stub;
  }

  /** Keys of the manifests in a store. */
  static List<String> manifests(BackupStore store) throws StoreException {
    List<String> keys = new ArrayList<>();
    store.list(
        "",
        object -> {
          if (object.key().value().endsWith("/manifest.json")) {
            keys.add(object.key().value());
          }
        });
    return keys;
  }

  @Override
  public void close() {
    factory.shutdownNow();
    factory.awaitTermination(20, TimeUnit.SECONDS);
    stores.values().forEach(BackupStore::close);
    wiring.close();
  }
}
