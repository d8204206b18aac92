package io.tidemark.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.testkit.DatabaseComparison;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import io.tidemark.testkit.Zoo;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job, through a real Temporal server, on every supported PostgreSQL. */
final class BackupAndRestoreTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void aRestoredDatabaseCannotBeToldFromItsSource(int major) throws Exception {
    try (TestDatabase source = TestServers.database(major)) {
      Zoo.fill(source);
      try (Site site = Site.of(source, folder, Map.of("TIDEMARK_PART_SIZE_MIB", "1"))) {
        BackupResult backup = site.backup();
        assertThat(backup.parts()).isGreaterThan(3);
        assertThat(site.verify().objects()).isEqualTo(backup.parts());

        String copy = source.name() + "_copy";
        RestoreResult restored = site.restore(Map.of("into", copy));

        assertThat(restored.target()).isEqualTo(copy);
        assertThat(restored.rows()).isEqualTo(backup.rows());
        try (TestDatabase target = TestDatabase.existing(source.server(), copy)) {
          assertThat(DatabaseComparison.differences(source.target(), target.target())).isEmpty();
        }
      }
    }
  }
}
