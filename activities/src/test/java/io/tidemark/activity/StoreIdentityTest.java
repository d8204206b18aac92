package io.tidemark.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.api.backup.BackupContext;
import io.tidemark.api.backup.KeyReference;
import io.tidemark.archive.BackupRepository;
import io.tidemark.keys.KeyRing;
import io.tidemark.marks.MarkKeeper;
import io.tidemark.notify.Notifier;
import io.tidemark.pipeline.TestKeys;
import io.tidemark.postgres.PgTools;
import io.tidemark.postgres.Sessions;
import io.tidemark.store.BackupStore;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.filesystem.FilesystemStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers whose folders have one path and are two folders: the second one dumps nothing. */
final class StoreIdentityTest {
  @TempDir Path hosts;

  @Test
  void aWorkerWithAnotherFolderRefusesTheBackup() throws Exception {
    FilesystemStore first = FilesystemStore.open(hosts.resolve("first"), null);
    FilesystemStore second = FilesystemStore.open(hosts.resolve("second"), null);

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> OpenBackup.of(begunIn(first), new OneStore(second)))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .withMessageContainingAll(
            first.storeId(), second.storeId(), "mount the same volume on both");
    second.list("", object -> assertThat(object).as("nothing was written").isNull());
  }

  @Test
  void aFolderThatCannotSayWhatItIsIsNoBucket() throws Exception {
    FilesystemStore folder = FilesystemStore.open(hosts.resolve("first"), null);
    BackupContext begunInABucket =
        new BackupContext(
            "orders", "20261123T181500Z-7f3a2c", "local", "", "zstd", 1, key(), "7300");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> OpenBackup.of(begunInABucket, new OneStore(folder)))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
  }

  private static BackupContext begunIn(FilesystemStore store) {
    return new BackupContext(
        "orders", "20261123T181500Z-7f3a2c", "local", store.storeId(), "zstd", 1, key(), "7300");
  }

  private static KeyReference key() {
    return new KeyReference(
        List.of(TestKeys.SECRET.keyId()),
        TestKeys.DERIVATION.algorithm(),
        TestKeys.DERIVATION.iterations(),
        TestKeys.DERIVATION.salt());
  }

  /** A worker that knows one store, and nothing that a refused step would need. */
  private record OneStore(BackupStore store) implements Installation {
    @Override
    public DatabaseSettings database(String name) {
      throw new AssertionError("the store is looked at first");
    }

    @Override
    public BackupStore store(String name) {
      return store;
    }

    @Override
    public BackupRepository repository(String name) {
      return new BackupRepository(store, Clock.systemUTC());
    }

    @Override
    public KeyRing keys() {
      throw new AssertionError("the store is looked at first");
    }

    @Override
    public MarkKeeper marks() {
      throw new AssertionError("the store is looked at first");
    }

    @Override
    public Notifier notifier() {
      throw new AssertionError("the store is looked at first");
    }

    @Override
    public Sessions sessions() {
      throw new AssertionError("the store is looked at first");
    }

    @Override
    public PgTools tools() {
      throw new AssertionError("the store is looked at first");
    }
  }
}
