package io.tidemark.store.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.store.BackupStore;
import io.tidemark.store.BackupStoreContract;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.StoreWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilesystemStoreTest extends BackupStoreContract {

  @TempDir Path folder;

  @Override
  protected BackupStore open() throws StoreException {
    return FilesystemStore.open(folder.resolve("backups"), null);
  }

  @Test
  void onlyTheOwnerCanReadWhatIsThere() throws IOException {
    put(ObjectKey.of("orders", "part"), bytes(10));

    try (Stream<Path> everything = Files.walk(folder.resolve("backups"))) {
      assertThat(everything)
          .isNotEmpty()
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void aFolderKeepsItsIdAndAnotherOneIsNoticed() throws IOException {
    String id = ((FilesystemStore) store).storeId();
    Path other = folder.resolve("other");
    String otherId = FilesystemStore.open(other, null).storeId();

    assertThat(UUID.fromString(id)).isNotEqualTo(UUID.fromString(otherId));
    assertThat(FilesystemStore.open(folder.resolve("backups"), id).storeId()).isEqualTo(id);
    assertThat(FilesystemStore.open(folder.resolve("backups"), null).storeId()).isEqualTo(id);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> FilesystemStore.open(other, id))
        .withMessageContaining("its id should be " + id + " and is " + otherId)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
  }

  @Test
  void anEmptyMountPointIsNotTakenForTheStore() throws IOException {
    Path mountPoint = Files.createDirectory(folder.resolve("mnt"));

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> FilesystemStore.open(mountPoint, UUID.randomUUID().toString()))
        .withMessageContaining("Is the volume mounted here");
    assertThat(mountPoint).isEmptyDirectory();
  }

  @Test
  void workersThatOpenANewFolderAtOnceAgreeOnItsId() throws Exception {
    Path fresh = folder.resolve("fresh");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> ids =
          IntStream.range(0, 8)
              .mapToObj(i -> threads.submit(() -> FilesystemStore.open(fresh, null).storeId()))
              .toList();
      String first = ids.get(0).get();
      for (Future<String> id : ids) {
        assertThat(id.get()).isEqualTo(first);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aVolumeThatIsUnmountedUnderUsIsNoticed() throws IOException {
    assertThat(store.id()).contains(((FilesystemStore) store).storeId());
    Files.move(folder.resolve("backups"), folder.resolve("unmounted"));

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(store::id)
        .withMessageContaining("Is the volume mounted here")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
  }

  @Test
  void aDamagedIdFileIsNotReplaced() throws IOException {
    Path idFile = folder.resolve("backups/tidemark-store.json");
    Files.writeString(idFile, "{\"storeId\":");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::open)
        .withMessageContaining("tidemark-store.json holds no store id");
    assertThat(idFile).hasContent("{\"storeId\":");
  }

  @Test
  void theIdFileIsNoObject() throws IOException {
    ObjectKey key = ObjectKey.of("tidemark-store.json");

    assertThat(listed("")).isEmpty();
    assertFails(Kind.INVALID, key, () -> store.newWriter(key));
    assertFails(Kind.INVALID, key, () -> store.delete(key));
  }

  @Test
  void foreignFilesAreLeftAlone() throws IOException {
    Files.writeString(folder.resolve("backups/.DS_Store"), "");
    Files.createDirectory(folder.resolve("backups/lost+found"));
    Files.writeString(folder.resolve("backups/lost+found/#42"), "");

    assertThat(listed("")).isEmpty();
  }

  @Test
  void aDeletedObjectsEmptyFoldersGoWithIt() throws IOException {
    put(ObjectKey.of("orders", "b1", "parts", "p1"), bytes(1));
    put(ObjectKey.of("orders", "b2"), bytes(1));

    store.delete(ObjectKey.of("orders", "b1", "parts", "p1"));

    assertThat(folder.resolve("backups/orders/b1")).doesNotExist();
    assertThat(folder.resolve("backups/orders/b2")).exists();
  }

  @Test
  void aFolderRemovedUnderAWriterIsMadeAgain() throws IOException {
    try (StoreWriter writer = store.newWriter(ObjectKey.of("orders", "b1", "p1"))) {
      put(ObjectKey.of("orders", "b1", "p2"), bytes(1));
      store.delete(ObjectKey.of("orders", "b1", "p2"));
      writer.stream().write(1);
      writer.commit();
    }
    assertThat(listed("")).containsExactly("orders/b1/p1");
  }

  @Test
  void aKeyBelowAnObjectIsRefused() throws IOException {
    put(ObjectKey.of("a"), bytes(1));
    ObjectKey below = ObjectKey.of("a", "b");

    assertThat(store.stat(below)).isEmpty();
    store.delete(below);
    assertFails(Kind.INVALID, below, () -> put(below, bytes(1)));
    assertThat(folder.resolve("backups/~incoming")).isEmptyDirectory();
  }

  @Test
  void aKilledWritersFileIsSweptAfterItsTime() throws IOException {
    StoreWriter killed = store.newWriter(ObjectKey.of("orders", "part"));
    killed.stream().write(bytes(100));

    assertThat(store.discardUnfinished(Instant.now().minusSeconds(60))).isZero();
    assertThat(store.discardUnfinished(Instant.now().plusSeconds(60))).isEqualTo(1);
    assertThat(folder.resolve("backups/~incoming")).isEmptyDirectory();
  }

  @Test
  void withoutHardLinksAClaimKeepsTheSecondWriterOut() throws IOException {
    Path from = Files.writeString(folder.resolve("from"), "1");
    Path to = folder.resolve("to");

    PrivateFiles.renameUnderClaim(from, to);
    assertThat(to).hasContent("1");
    Path second = Files.writeString(folder.resolve("from"), "2");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> PrivateFiles.renameUnderClaim(second, to));
    assertThat(to).hasContent("1");
    assertThat(folder.resolve("to~claim")).doesNotExist();
  }

  @Test
  void aVanishedStoreIsSaidToHaveVanished() throws IOException {
    Path root = folder.resolve("backups");
    Files.move(root, folder.resolve("away"));

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> listed(""))
        .withMessageContaining("file:" + root);
    assertFails(
        Kind.NOT_FOUND, ObjectKey.of("orders"), () -> store.read(ObjectKey.of("orders"), 0));
  }
}
