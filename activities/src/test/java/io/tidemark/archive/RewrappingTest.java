package io.tidemark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.keys.KeyException;
import io.tidemark.keys.KeyRing;
import io.tidemark.keys.KeySet;
import io.tidemark.keys.TestCredentials;
import io.tidemark.pipeline.TestKeys;
import io.tidemark.store.BackupStore;
import io.tidemark.store.memory.MemoryStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Backups of a secret get certificates as their recipients, and nobody loses them on the way. */
final class RewrappingTest {

  private static final List<BackupLocation> BACKUPS =
      List.of(
          new BackupLocation("shop", "20261123T181500Z-7f3a2c"),
          new BackupLocation("shop", "20261124T181500Z-0000aa"));
  private static final KeyRing OLD = new KeyRing(List.of(TestKeys.SECRET));
  private static final KeyRing NEW =
      TestCredentials.reader(TestCredentials.READER, TestCredentials.WORKER);
  private static final KeyRing ROTATING =
      new KeyRing(
          new KeySet(
              Optional.empty(),
              List.of(TestKeys.SECRET),
              List.of(TestCredentials.READER.certificate()),
              List.of(TestCredentials.READER),
              Optional.of(TestCredentials.WORKER),
              List.of()));
  private static final StoreImage SEALED = sealed();

  @Test
  void theNewKeyReadsAndTheOldOneDoesNot() throws Exception {
    MemoryStore store = SEALED.store();

    rotate(store);

    for (BackupLocation backup : BACKUPS) {
      assertThat(new Reader(store, NEW).read("shop", backup.backupId()))
          .isEqualTo(SmallBackup.STREAMS);
      assertThatThrownBy(() -> new Reader(store, OLD).read("shop", backup.backupId()))
          .isInstanceOf(KeyException.class);
    }
    assertThat(StoreImage.of(store).objects().keySet())
        .as("nothing that the old key opens stays behind")
        .noneMatch(key -> key.contains("receipts/") || key.contains("plan-"))
        .noneMatch(key -> key.endsWith("manifest-next.json"))
        .filteredOn(key -> key.contains("contents-"))
        .hasSize(BACKUPS.size());
  }

  @Test
  void partsStayAsTheyAre() throws Exception {
    MemoryStore store = SEALED.store();

    rotate(store);

    for (Map.Entry<String, byte[]> object : SEALED.objects().entrySet()) {
      if (object.getKey().contains("/parts/")) {
        assertThat(StoreImage.of(store).bytes(object.getKey())).isEqualTo(object.getValue());
      }
    }
  }

  @Test
  void whatTheHeaderSaysOtherwiseStays() throws Exception {
    MemoryStore store = SEALED.store();
    ManifestHeader before = header(store);

    rotate(store);

    ManifestHeader after = header(store);
    assertThat(after.keyIds()).containsExactly(TestCredentials.READER.certificate().keyId());
    assertThat(after.keyDerivation()).isNull();
    assertThat(after.signer()).isEqualTo(TestCredentials.WORKER.certificate().base64());
    assertThat(after)
        .usingRecursiveComparison()
        .ignoringFields("keyIds", "keyDerivation", "signer", "contents")
        .isEqualTo(before);
  }

  @Test
  void killedAtAnyPointEveryBackupStaysReadableAndTheNextRunEndsIt() throws Exception {
    int changes = 1;
    boolean done = false;
    while (!done) {
      MemoryStore store = SEALED.store();
      CuttingStore cutting = new CuttingStore(store, changes);
      try {
        rotate(cutting);
        done = true;
      } catch (CuttingStore.Cut | IOException e) {
        assertThat(cutting.isCut()).isTrue();
        requireReadable(store, "cut after change " + changes);
      }
      rotate(store);
      for (BackupLocation backup : BACKUPS) {
        assertThat(new Reader(store, NEW).read("shop", backup.backupId()))
            .isEqualTo(SmallBackup.STREAMS);
      }
      assertThat(StoreImage.of(store).objects().keySet())
          .noneMatch(key -> key.contains("receipts/") || key.endsWith("-next.json"))
          .filteredOn(key -> key.contains("contents-"))
          .hasSize(BACKUPS.size());
      changes++;
    }
    assertThat(changes).isGreaterThan(15);
  }

  @Test
  void asLongAsOneIsNotDoneTheOldKeyReadsAll() throws Exception {
    MemoryStore store = SEALED.store();
    BackupRepository repository = new BackupRepository(store, SmallBackup.CLOCK);
    for (BackupLocation backup : BACKUPS) {
      assertThat(repository.rewrap(backup, ROTATING)).isTrue();
    }

    for (BackupLocation backup : BACKUPS) {
      assertThat(new Reader(store, OLD).read("shop", backup.backupId()))
          .isEqualTo(SmallBackup.STREAMS);
    }
  }

  @Test
  void doingItAgainDoesNothing() throws Exception {
    MemoryStore store = SEALED.store();
    rotate(store);
    Map<String, byte[]> once = StoreImage.of(store).objects();

    assertThat(new BackupRepository(store, SmallBackup.CLOCK).rewrap(BACKUPS.get(0), ROTATING))
        .isFalse();
    rotate(store);

    assertThat(StoreImage.of(store).objects()).containsExactlyInAnyOrderEntriesOf(once);
  }

  @Test
  void aSignerWhoIsNotBelievedAnyMoreIsReplaced() throws Exception {
    MemoryStore store = new MemoryStore();
    SmallBackup.seal(
        store,
        BACKUPS.get(0),
        TestCredentials.both(TestKeys.SECRET).forWriting(TestKeys.DERIVATION),
        SmallBackup.TAKEN);
    KeyRing now =
        new KeyRing(
            new KeySet(
                Optional.of(TestKeys.SECRET),
                List.of(),
                List.of(TestCredentials.ESCROW.certificate()),
                List.of(),
                Optional.of(TestCredentials.OTHER_WORKER),
                List.of()));
    BackupRepository repository = new BackupRepository(store, SmallBackup.CLOCK);

    assertThat(repository.rewrap(BACKUPS.get(0), now)).isTrue();
    repository.replaceManifest(BACKUPS.get(0), now);

    assertThat(header(store).signer())
        .isEqualTo(TestCredentials.OTHER_WORKER.certificate().base64());
    assertThat(
            new Reader(
                    store,
                    TestCredentials.reader(TestCredentials.ESCROW, TestCredentials.OTHER_WORKER))
                .read("shop", BACKUPS.get(0).backupId()))
        .isEqualTo(SmallBackup.STREAMS);
  }

  @Test
  void aDeletedBackupStaysDeleted() throws Exception {
    MemoryStore store = SEALED.store();
    BackupRepository repository = new BackupRepository(store, SmallBackup.CLOCK);
    repository.rewrap(BACKUPS.get(0), ROTATING);

    repository.delete(BACKUPS.get(0));

    assertThat(repository.list("shop").manifests()).hasSize(1);
    assertThatThrownBy(() -> repository.replaceManifest(BACKUPS.get(0), ROTATING))
        .isInstanceOf(IOException.class);
    assertThat(repository.list("shop").manifests()).hasSize(1);
  }

  private static void rotate(BackupStore store) throws IOException, InterruptedException {
    BackupRepository repository = new BackupRepository(store, SmallBackup.CLOCK);
    for (BackupLocation backup : BACKUPS) {
      repository.rewrap(backup, ROTATING);
    }
    for (BackupLocation backup : BACKUPS) {
      repository.replaceManifest(backup, ROTATING);
    }
  }

  private static void requireReadable(BackupStore store, String when) throws IOException {
    assertThat(new BackupRepository(store, SmallBackup.CLOCK).list("shop").manifests())
        .as(when)
        .hasSize(BACKUPS.size());
    for (BackupLocation backup : BACKUPS) {
      Reader old = new Reader(store, OLD);
      Reader fresh = new Reader(store, NEW);
      List<String> streams;
      try {
        streams = old.read("shop", backup.backupId());
      } catch (KeyException e) {
        streams = fresh.read("shop", backup.backupId());
      }
      assertThat(streams).as(when).isEqualTo(SmallBackup.STREAMS);
      assertThat(new Reader(store, ROTATING).read("shop", backup.backupId()))
          .as(when)
          .isEqualTo(SmallBackup.STREAMS);
    }
  }

  private static ManifestHeader header(BackupStore store) throws IOException {
    return new BackupRepository(store, SmallBackup.CLOCK)
        .find("shop", BACKUPS.get(0).backupId())
        .orElseThrow()
        .header();
  }

  private static StoreImage sealed() {
    try {
      MemoryStore store = new MemoryStore();
      for (BackupLocation backup : BACKUPS) {
        SmallBackup.seal(store, backup, TestKeys.KEY, SmallBackup.TAKEN);
      }
      return StoreImage.of(store);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
