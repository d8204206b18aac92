package io.tidemark.worker;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.tidemark.api.backup.BackupRequest;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.prune.PruneResult;
import io.tidemark.api.prune.PruneWorkflow;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.verify.VerifyResult;
import io.tidemark.api.verify.VerifyWorkflow;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestPrograms;
import io.tidemark.worker.config.ConfigException;
import io.tidemark.worker.config.ConfigLoader;
import io.tidemark.worker.config.TidemarkConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A site that uses Tidemark: one database, a folder for its backups, a worker of its own. */
final class Site implements AutoCloseable {
  static final String KEY = "correct horse battery staple";

  private final TestDatabase database;
  private final TidemarkConfig config;
  private final WorkerProcess worker;

  private Site(TestDatabase database, TidemarkConfig config) {
    this.database = database;
    this.config = config;
    this.worker =
        WorkerProcess.start(config, TemporalServer.shared().client(), new SimpleMeterRegistry());
  }

  static Site of(TestDatabase database, Path folder, Map<String, String> more)
      throws ConfigException {
    Map<String, String> environment = environment(database, folder, "test-" + UUID.randomUUID());
    environment.putAll(more);
    return new Site(database, ConfigLoader.load(environment));
  }

  static TidemarkConfig configuration(TestDatabase database, Path folder, String queue)
      throws ConfigException {
    return ConfigLoader.load(environment(database, folder, queue));
  }

  /** What an operator would set. */
  static Map<String, String> environment(TestDatabase database, Path folder, String queue) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("DATABASE_URL", database.uri());
    environment.put("BACKUP_DIR", folder.toString());
    environment.put("BACKUP_ENCRYPTION_KEY", KEY);
    environment.put("TIDEMARK_TASK_QUEUE", queue);
    environment.put("TIDEMARK_PG_BIN", programs(database).toString());
    return environment;
  }

  TidemarkConfig config() {
    return config;
  }

  /** Those of the server's own major version, where there are any. */
  private static Path programs(TestDatabase database) {
    Path program = TestPrograms.find("pg_dump", database.server().installation().major()).path();
    return requireNonNull(program.getParent());
  }

  BackupResult backup() {
    return run(BackupWorkflow.TYPE, BackupRequest.of(database.name()), BackupResult.class);
  }

  /** Deeply: every part is decrypted and parsed. */
  VerifyResult verify() {
    return run(
        VerifyWorkflow.TYPE, Map.of("database", database.name(), "deep", true), VerifyResult.class);
  }

  PruneResult prune(Map<String, Object> options) {
    Map<String, Object> request = new TreeMap<>(options);
    request.put("database", database.name());
    return run(PruneWorkflow.TYPE, request, PruneResult.class);
  }

  RestoreResult restore(Map<String, Object> options) {
    Map<String, Object> request = new TreeMap<>(options);
    request.put("database", database.name());
    return run(RestoreWorkflow.TYPE, request, RestoreResult.class);
  }

  /** Starts as the Web UI does: a type, a queue and one JSON value. */
  WorkflowStub start(String type, @Nullable Object input) {
    WorkflowStub stub =
        TemporalServer.shared()
            .client()
            .newUntypedWorkflowStub(
                type,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(config.taskQueue())
                    .setWorkflowId(type + "-" + UUID.randomUUID())
                    .build());
    stub.start(input);
    return stub;
  }

  private <T> T run(String type, Object input, Class<T> result) {
    return start(type, input).getResult(result);
  }

  @Override
  public void close() {
    worker.close();
  }
}
