package io.tidemark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.api.StoredObject;
import io.tidemark.keys.KeyRing;
import io.tidemark.pipeline.TestKeys;
import io.tidemark.store.FaultyStore;
import io.tidemark.store.FaultyStore.Operation;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.memory.MemoryStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A copy is whole or does not exist, whatever the two stores do. */
final class CopiedBackupTest {

  private static final String ID = "20261123T181500Z-7f3a2c";
  private static final KeyRing KEYS = new KeyRing(List.of(TestKeys.SECRET));

  private final FaultyStore from = new FaultyStore(new MemoryStore());
  private final FaultyStore to = new FaultyStore(new MemoryStore());
  private final BackupLocation location = new BackupLocation(SmallBackup.DATABASE, ID);
  private final CopiedBackup copy = new CopiedBackup(location, from, to);
  private List<StoredObject> parts = List.of();

  @BeforeEach
  void seal() throws Exception {
    Manifest manifest = SmallBackup.seal(from, ID, TestKeys.KEY);
    parts =
        new BackupRepository(from, SmallBackup.CLOCK)
            .open(manifest, KEYS).parts().stream().map(RecordedPart::object).toList();
  }

  @Test
  void aCopyReadsAsTheBackupDoesAndStandsAlone() throws Exception {
    copyAll();
    from.list("", object -> from.delete(object.key()));

    assertThat(new Reader(to, KEYS).mustRead(SmallBackup.DATABASE, ID))
        .isEqualTo(SmallBackup.STREAMS);
  }

  @Test
  void whatIsThereIsNotSentAgain() throws Exception {
    copyAll();
    to.failNext(100, Operation.NEW_WRITER, "", Kind.UNAVAILABLE);
    AtomicLong bytes = new AtomicLong();

    for (StoredObject part : parts) {
      copy.part(part, bytes::addAndGet);
    }
    copy.seal(parts);

    assertThat(bytes).hasValue(parts.stream().mapToLong(StoredObject::sizeBytes).sum());
  }

  @Test
  void aPartReadWrongOnceIsReadAgain() throws Exception {
    from.corruptNextRead("/parts/0001", 3).truncateNextRead("/parts/0003", 5);

    copyAll();

    assertThat(new Reader(to, KEYS).mustRead(SmallBackup.DATABASE, ID))
        .isEqualTo(SmallBackup.STREAMS);
  }

  @Test
  void aDamagedPartIsNotCopied() throws Exception {
    StoredObject part = parts.get(1);
    from.tamper(new ObjectKey(part.key()), bytes -> FaultyStore.flipped(bytes, 9));

    assertFails(Kind.CORRUPT, () -> copy.part(part, bytes -> {}));

    assertThat(to.stat(new ObjectKey(part.key()))).isEmpty();
  }

  @Test
  void aCopyThatLostAPartIsNotSealed() throws Exception {
    to.loseNextCommit("/parts/0002");

    assertFails(Kind.NOT_FOUND, this::copyAll);

    assertThat(to.stat(location.manifest())).isEmpty();
    copyAll();
    assertThat(to.stat(location.manifest())).isPresent();
  }

  @Test
  void aCopyThatLostBytesIsNotSealed() throws Exception {
    to.truncateNextCommit("/parts/0003", 1);

    assertFails(Kind.CORRUPT, this::copyAll);

    assertThat(to.stat(location.manifest())).isEmpty();
  }

  @Test
  void aFullStoreHoldsNoManifest() throws Exception {
    to.fullAfter(100);

    assertFails(Kind.OUT_OF_SPACE, this::copyAll);

    assertThat(to.stat(location.manifest())).isEmpty();
  }

  @Test
  void anotherManifestInItsPlaceIsRefused() throws Exception {
    MemoryStore elsewhere = new MemoryStore();
    Manifest other = SmallBackup.seal(elsewhere, ID, TestKeys.KEY);
    try (StoreWriter writer = to.newWriter(location.manifest())) {
      writer.stream().write(other.bytes());
      writer.commit();
    }

    assertFails(Kind.CORRUPT, this::copyAll);
  }

  @Test
  void aPartOfAnotherBackupIsRefused() {
    StoredObject part = parts.get(0);
    StoredObject foreign =
        new StoredObject(
            part.key().replace(ID, "20261123T181500Z-000000"),
            part.sizeBytes(),
            part.sha256(),
            part.iv(),
            part.wrappedKey(),
            part.compression());

    assertFails(Kind.CORRUPT, () -> copy.part(foreign, bytes -> {}));
  }

  private void copyAll() throws Exception {
    for (StoredObject part : parts) {
      copy.part(part, bytes -> {});
    }
    copy.seal(parts);
  }

  private static void assertFails(Kind kind, ThrowingCallable call) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).as("%s", e).isEqualTo(kind));
  }
}
