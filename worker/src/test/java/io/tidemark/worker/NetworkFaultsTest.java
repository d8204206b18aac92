package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.store.BackupStore;
import io.tidemark.store.s3.S3Store;
import io.tidemark.testkit.DatabaseComparison;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import io.tidemark.testkit.stores.StoreServer;
import io.tidemark.testkit.stores.TcpProxy;
import io.tidemark.testkit.stores.TestBuckets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** A backup to MinIO over a network that cuts, delays, resets, and is away for a while. */
final class NetworkFaultsTest {
  private static final String BUCKET = "backups";

  @TempDir Path folder;

  @Test
  void theBackupEndsSealedAndCorrectAndLeavesNoUpload() throws Exception {
    try (StoreServer minio = StoreServer.minio();
        TestDatabase source = TestServers.database(17)) {
      // Long enough for several multipart uploads, and random, so that a lost block is missed.
      source.execute(
          "CREATE TABLE t AS SELECT n, (SELECT string_agg(md5(n::text || i), '') FROM"
              + " generate_series(1, 40) i) AS noise FROM generate_series(1, 30000) n");
      // A restore writes rights out, those that were never touched too.
      source.execute("GRANT CONNECT ON DATABASE \"" + source.name() + "\" TO PUBLIC");
      TestBuckets.s3(minio, BUCKET);
      try (TcpProxy network = new TcpProxy(minio.endpoint());
          BackupStore direct = S3Store.open(TestBuckets.s3At(minio.endpoint(), BUCKET))) {
        Map<String, BackupStore> stores =
            Map.of("network", S3Store.open(TestBuckets.s3At(network.endpoint(), BUCKET)));
        try (StoreSite site = new StoreSite(source, folder, stores)) {
          network.delay(Duration.ofMillis(1)).cutNext(6, 3_000_000);
          WorkflowStub workflow = site.startBackup();
          Waiting.until(
              "connections were cut", Duration.ofMinutes(5), () -> network.cutsDone() >= 2);
          network.resetAll();
          network.down();
          TimeUnit.SECONDS.sleep(4); // as long as the outage that is tested
          network.up();
          BackupResult backup = workflow.getResult(BackupResult.class);
          network.delay(Duration.ZERO);

          assertThat(StoreSite.manifests(direct)).containsExactly(backup.manifest());
          assertThat(site.verify("network").objects()).isEqualTo(backup.parts());
          String into = source.name() + "_copy";
          site.restore("network", into);
          try (TestDatabase copy = TestDatabase.existing(source.server(), into)) {
            assertThat(DatabaseComparison.differences(source.target(), copy.target())).isEmpty();
          }
        }
        try (S3Client client = TestBuckets.s3Client(minio.endpoint())) {
          assertThat(client.listMultipartUploads(list -> list.bucket(BUCKET)).uploads()).isEmpty();
        }
      }
    }
  }
}
