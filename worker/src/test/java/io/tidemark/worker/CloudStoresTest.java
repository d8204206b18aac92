package io.tidemark.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowOptions;
import io.tidemark.api.backup.BackupRequest;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreWorkflow;
import io.tidemark.api.verify.VerifyResult;
import io.tidemark.api.verify.VerifyWorkflow;
import io.tidemark.testkit.DatabaseComparison;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import io.tidemark.testkit.Zoo;
import io.tidemark.testkit.stores.StoreServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The main job on a worker that knows its bucket by nothing but variables. */
final class CloudStoresTest {
  private static final String BUCKET = "backups";

  private final String queue = "cloud-" + UUID.randomUUID();

  @TempDir Path unused;

  @Test
  void aDatabaseGoesToABucketAndComesBack() throws Exception {
    try (StoreServer minio = StoreServer.minio();
        S3Client client = client(minio);
        TestDatabase source = TestServers.database(16)) {
      client.createBucket(request -> request.bucket(BUCKET));
      Zoo.fill(source);
      Process worker = startWorker(source, minio);
      try {
        BackupResult backup =
            run(BackupWorkflow.TYPE, BackupRequest.of(source.name()), BackupResult.class);
        assertThat(backup.store()).isEqualTo("cloud");
        assertThat(keys(client))
            .anyMatch(key -> key.contains(backup.backupId()) && key.contains("manifest"));

        VerifyResult verified =
            run(VerifyWorkflow.TYPE, Map.of("database", source.name()), VerifyResult.class);
        assertThat(verified.objects()).isEqualTo(backup.parts());

        String copy = source.name() + "_copy";
        run(
            RestoreWorkflow.TYPE,
            Map.of("database", source.name(), "into", copy),
            RestoreResult.class);
        try (TestDatabase target = TestDatabase.existing(source.server(), copy)) {
          assertThat(DatabaseComparison.differences(source.target(), target.target())).isEmpty();
        }
      } finally {
        worker.destroy();
        worker.waitFor();
      }
    }
  }

  private Process startWorker(TestDatabase database, StoreServer minio) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            WorkerMain.class.getName(),
            requireNonNull(
                TemporalServer.shared()
                    .client()
                    .getWorkflowServiceStubs()
                    .getOptions()
                    .getTarget()));
    Map<String, String> environment = Site.environment(database, unused, queue);
    environment.remove("BACKUP_DIR");
    environment.put("CLOUD_STORAGE_ENABLED", "true");
    environment.put("CLOUD_STORAGE_PROVIDER", "aws");
    environment.put("AWS_S3_BUCKET", BUCKET);
    environment.put("AWS_ENDPOINT_URL", minio.endpoint().toString());
    environment.put("AWS_ACCESS_KEY_ID", StoreServer.ACCOUNT);
    environment.put("AWS_SECRET_ACCESS_KEY", StoreServer.SECRET);
    environment.put("TIDEMARK_PART_SIZE_MIB", "1");
    builder.environment().putAll(environment);
    return builder.inheritIO().start();
  }

  private <T> T run(String type, Object input, Class<T> result) {
    var stub =
        TemporalServer.shared()
            .client()
            .newUntypedWorkflowStub(
                type,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(queue)
                    .setWorkflowId(type + "-" + UUID.randomUUID())
                    .build());
    stub.start(input);
    return stub.getResult(result);
  }

  private static List<String> keys(S3Client client) {
    return client.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static S3Client client(StoreServer minio) {
    return S3Client.builder()
        .endpointOverride(minio.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(StoreServer.ACCOUNT, StoreServer.SECRET)))
        .build();
  }
}
