package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.backup.BackupCopy;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.store.BackupStore;
import io.tidemark.store.azure.AzureStore;
import io.tidemark.store.filesystem.FilesystemStore;
import io.tidemark.store.gcs.GcsStore;
import io.tidemark.testkit.DatabaseComparison;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import io.tidemark.testkit.Zoo;
import io.tidemark.testkit.stores.StoreServer;
import io.tidemark.testkit.stores.TestBuckets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backup to Azure with copies at Google and in a folder: each of them brings the database back.
 */
final class CloudCopiesTest {
  @TempDir Path folder;

  @Test
  void everyCopyRestoresTheWholeDatabase() throws Exception {
    try (StoreServer azurite = StoreServer.azurite();
        StoreServer fakeGcs = StoreServer.fakeGcs();
        TestDatabase source = TestServers.database(17)) {
      Zoo.fill(source);
      Map<String, BackupStore> stores = new LinkedHashMap<>();
      stores.put("azure", AzureStore.open(TestBuckets.azure(azurite, "backups")));
      stores.put("google", GcsStore.open(TestBuckets.gcs(fakeGcs, "backups")));
      stores.put("folder", FilesystemStore.open(folder.resolve("copy"), null));
      try (StoreSite site = new StoreSite(source, folder.resolve("unused"), stores)) {
        BackupResult backup = site.backup();

        assertThat(backup.copies())
            .allSatisfy(copy -> assertThat(copy.ok()).as(copy.reason()).isTrue())
            .extracting(BackupCopy::store)
            .containsExactly("google", "folder");
        for (String store : stores.keySet()) {
          assertThat(StoreSite.manifests(stores.get(store))).containsExactly(backup.manifest());
          assertThat(site.verify(store).objects()).isEqualTo(backup.parts());
          String into = source.name() + "_" + store;
          assertThat(site.restore(store, into).rows()).isEqualTo(backup.rows());
          try (TestDatabase copy = TestDatabase.existing(source.server(), into)) {
            assertThat(DatabaseComparison.differences(source.target(), copy.target())).isEmpty();
          }
        }
      }
    }
  }
}
