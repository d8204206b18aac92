package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupCopy;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.store.BackupStore;
import io.tidemark.store.FaultyStore;
import io.tidemark.store.FaultyStore.Operation;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.memory.MemoryStore;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that lie, lose, stall and fill up, seen through a real Temporal server. */
final class MisbehavingStoreTest {
  private static final FaultyStore PRIMARY = new FaultyStore(new MemoryStore());
  private static final FaultyStore COPY = new FaultyStore(new MemoryStore());

  private static TestDatabase database;
  private static StoreSite site;

  private List<String> sealedBefore = List.of();

  @BeforeAll
  static void start(@TempDir Path unused) throws Exception {
    database = TestServers.database(17);
    database.execute("CREATE TABLE t AS SELECT n, md5(n::text) FROM generate_series(1, 5000) n");
    Map<String, BackupStore> stores = new LinkedHashMap<>();
    stores.put("primary", PRIMARY);
    stores.put("offsite", COPY);
    site = new StoreSite(database, unused, stores);
  }

  @AfterAll
  static void stop() throws Exception {
    site.close();
    database.close();
  }

  @BeforeEach
  void remember() throws Exception {
    sealedBefore = StoreSite.manifests(PRIMARY);
  }

  @Test
  void lostBytesAreFoundBeforeTheSeal() throws Exception {
    PRIMARY.loseNextCommit("/parts/");

    ApplicationFailure failure = site.failedBackup();

    assertThat(failure.getType()).isEqualTo(FailureType.OBJECT_MISSING.wireName());
    assertThat(failure.getOriginalMessage()).contains("/parts/", "does not have it");
    assertThat(StoreSite.manifests(PRIMARY)).isEqualTo(sealedBefore);
  }

  @Test
  void missingBytesAreFoundBeforeTheSeal() throws Exception {
    PRIMARY.truncateNextCommit("/parts/", 3);

    ApplicationFailure failure = site.failedBackup();

    assertThat(failure.getType()).isEqualTo(FailureType.BACKUP_DAMAGED.wireName());
    assertThat(StoreSite.manifests(PRIMARY)).isEqualTo(sealedBefore);
  }

  @Test
  void aStoreThatFailsForAWhileIsTriedAgain() throws Exception {
    PRIMARY.failNext(2, Operation.COMMIT, "/parts/", Kind.UNAVAILABLE);
    PRIMARY.failNext(1, Operation.WRITE, "/receipts/", Kind.UNAVAILABLE);
    PRIMARY.failNext(1, Operation.NEW_WRITER, "manifest.json", Kind.UNAVAILABLE);
    COPY.failNext(1, Operation.COMMIT, "/parts/", Kind.UNAVAILABLE);
    // Read once wrong, as from a bad cable: sound when it is read again.
    PRIMARY.corruptNextRead("/parts/", 7);

    BackupResult backup = site.backup();

    assertThat(backup.copies()).extracting(BackupCopy::ok).containsExactly(true);
    assertThat(site.verify("primary").objects()).isEqualTo(backup.parts());
    assertThat(site.verify("offsite").objects()).isEqualTo(backup.parts());
  }

  @Test
  void aDeniedWriteIsNotTriedAgain() throws Exception {
    PRIMARY.failNext(1, Operation.NEW_WRITER, "/parts/", Kind.ACCESS_DENIED);

    assertThat(site.failedBackup().getType()).isEqualTo(FailureType.STORE_ACCESS_DENIED.wireName());
    assertThat(StoreSite.manifests(PRIMARY)).isEqualTo(sealedBefore);
  }

  @Test
  void aFullStoreIsNamedAndHoldsNoManifest() throws Exception {
    PRIMARY.fullAfter(10_000);
    WorkflowStub backup = site.startBackup();

    Waiting.until(
        "a part says that the store is full",
        Duration.ofMinutes(3),
        () -> pending(backup).stream().anyMatch(MisbehavingStoreTest::saysThatTheStoreIsFull));
    backup.cancel();

    awaitEnd(backup);
    PRIMARY.makeRoom();
    assertThat(StoreSite.manifests(PRIMARY)).isEqualTo(sealedBefore);
  }

  @Test
  void aStoreThatHangsDoesNotHoldUpACancel() throws Exception {
    PRIMARY.stallNext(Operation.WRITE, "/parts/");
    WorkflowStub backup = site.startBackup();
    PRIMARY.awaitStalled();

    backup.cancel();

    awaitEnd(backup);
    assertThat(StoreSite.manifests(PRIMARY)).isEqualTo(sealedBefore);
  }

  @Test
  void aCopyThatCannotBeMadeFailsNothingElse() throws Exception {
    COPY.failNext(1, Operation.NEW_WRITER, "/parts/", Kind.ACCESS_DENIED);

    BackupResult backup = site.backup();

    assertThat(backup.copies())
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.ok()).isFalse();
              assertThat(failed.reason()).contains("copy the sealed backup to offsite failed");
            });
    assertThat(StoreSite.manifests(PRIMARY)).contains(backup.manifest());
    assertThat(StoreSite.manifests(COPY)).doesNotContain(backup.manifest());
    assertThat(site.verify("primary").objects()).isEqualTo(backup.parts());
  }

  private static void awaitEnd(WorkflowStub workflow) {
    Waiting.until(
        "the backup ends",
        Duration.ofMinutes(3),
        () -> !workflow.describe().getStatus().name().endsWith("RUNNING"));
  }

  private static List<PendingActivityInfo> pending(WorkflowStub workflow) {
    return workflow.describe().getRawDescription().getPendingActivitiesList();
  }

  private static boolean saysThatTheStoreIsFull(PendingActivityInfo activity) {
    return activity
            .getLastFailure()
            .getApplicationFailureInfo()
            .getType()
            .equals(FailureType.STORE_FULL.wireName())
        && activity.getLastFailure().getMessage().contains("the store is full");
  }
}
