package io.tidemark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.api.backup.PartKind;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.KeyRing;
import io.tidemark.pipeline.TestKeys;
import io.tidemark.store.FaultyStore;
import io.tidemark.store.FaultyStore.Operation;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Backups come into being with their manifest, are found by it, and end with it. */
final class BackupRepositoryTest {

  private static final String FIRST = "20261121T020000Z-aaaaaa";
  private static final String SECOND = "20261122T020000Z-bbbbbb";
  private static final String THIRD = "20261123T020000Z-cccccc";
  private static final BackupKey KEY = TestKeys.KEY;
  private static final KeyRing KEYS = new KeyRing(List.of(TestKeys.SECRET));

  private final MemoryStore memory = new MemoryStore();
  private final FaultyStore store = new FaultyStore(memory);
  private final BackupRepository repository = new BackupRepository(store, SmallBackup.CLOCK);

  @Test
  void aSealedBackupTellsEverythingItWasGiven() throws Exception {
    Manifest manifest = SmallBackup.seal(store, FIRST, KEY);

    Manifest found = repository.find("shop", FIRST).orElseThrow();
    Contents contents = repository.open(found, KEYS);

    assertThat(found).isEqualTo(manifest);
    assertThat(found.header()).isEqualTo(manifest.header());
    assertThat(found.header().createdAt()).isEqualTo(SmallBackup.TAKEN);
    assertThat(found.header().startedAt()).isEqualTo(SmallBackup.STARTED);
    assertThat(found.header().sealedAt()).isEqualTo(SmallBackup.SEALED);
    assertThat(found.header().keyIds()).containsExactly(TestKeys.SECRET.keyId());
    assertThat(found.header().tags()).containsEntry("ticket", "OPS-7");
    assertThat(found.header().storedBytes()).isEqualTo(contents.storedBytes());
    assertThat(contents)
        .isEqualTo(SmallBackup.contents(found.location(), contents.snapshot(), contents.parts()));
    assertThat(contents.rows()).isEqualTo(2);
    assertThat(repository.read(found.location().manifest())).isEqualTo(manifest);
  }

  @Test
  void theManifestIsTheLastObjectWritten() throws Exception {
    store.failNext(1, Operation.COMMIT, "manifest.json", Kind.UNAVAILABLE);

    assertThatThrownBy(() -> SmallBackup.seal(store, FIRST, KEY))
        .isInstanceOf(StoreException.class);

    assertThat(keys()).anyMatch(key -> key.contains("contents-"));
    assertThat(repository.list("shop").manifests()).isEmpty();
    assertThat(repository.find("shop", "latest")).isEmpty();
    assertThat(repository.find("shop", FIRST)).isEmpty();
  }

  @Test
  void sealingAgainAfterALostAnswerChangesNothing() throws Exception {
    Manifest first = SmallBackup.seal(store, FIRST, KEY);
    Contents contents = repository.open(first, KEYS);
    List<String> before = keys();

    Manifest again =
        repository.seal(contents, new SealTerms(SmallBackup.STARTED, false, Map.of()), KEY);

    assertThat(again).isEqualTo(first);
    assertThat(keys()).isEqualTo(before);
  }

  @Test
  void ofTwoThatSealAtOnceTheFirstWinsAndTheOtherLeavesNothing() throws Exception {
    MemoryStore other = new MemoryStore();
    Manifest first = SmallBackup.seal(other, FIRST, KEY);
    Contents contents = new BackupRepository(other, SmallBackup.CLOCK).open(first, KEYS);
    RacingStore racing = new RacingStore(memory, first);

    Manifest sealed =
        new BackupRepository(racing, SmallBackup.CLOCK)
            .seal(contents, new SealTerms(SmallBackup.STARTED, false, Map.of()), KEY);

    assertThat(sealed).isEqualTo(first);
    assertThat(keys()).containsExactly(first.location().manifest().value());
  }

  @Test
  void somebodyElsesManifestInOurPlaceIsNotTakenForOurs() throws Exception {
    Manifest foreign = SmallBackup.seal(store, FIRST, TestKeys.OTHER_KEY);

    assertThatThrownBy(() -> SmallBackup.seal(store, FIRST, KEY))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not authentic");
    assertThat(repository.read(foreign.location().manifest())).isEqualTo(foreign);
  }

  @Test
  void backupsAreListedByTheInstantTheyShow() throws Exception {
    sealAt(SECOND, SmallBackup.TAKEN);
    sealAt(FIRST, SmallBackup.TAKEN.plus(Duration.ofHours(1)));
    sealAt(THIRD, SmallBackup.TAKEN.plus(Duration.ofHours(2)));

    assertThat(ids(repository.list("shop"))).containsExactly(SECOND, FIRST, THIRD);
    assertThat(repository.find("shop", "latest").orElseThrow().header().backupId())
        .isEqualTo(THIRD);
    assertThat(repository.databases()).containsExactly("shop");
    assertThat(repository.list("sho").manifests()).as("a database of another name").isEmpty();
  }

  @Test
  void oneBadManifestIsReportedAndSpoilsNothing() throws Exception {
    sealAt(SECOND, SmallBackup.TAKEN);
    write("shop/" + FIRST + "/manifest.json", "{\"some\":\"json\"}");
    write("shop/" + FIRST + "/notes/manifest.json", "not where manifests are");
    write("shop/readme", "not ours");

    BackupListing listing = repository.list("shop");

    assertThat(ids(listing)).containsExactly(SECOND);
    assertThat(listing.unreadable())
        .singleElement()
        .satisfies(
            unreadable -> {
              assertThat(unreadable.key().value()).isEqualTo("shop/" + FIRST + "/manifest.json");
              assertThat(unreadable.reason()).contains("not a manifest");
            });
    assertThat(repository.find("shop", "latest").orElseThrow().header().backupId())
        .as("an older unreadable one hides nothing newer")
        .isEqualTo(SECOND);
  }

  @Test
  void anOlderBackupIsNeverSilentlyTakenForTheLatest() throws Exception {
    sealAt(FIRST, SmallBackup.TAKEN);
    write("shop/" + SECOND + "/manifest.json", "damaged");

    assertThatThrownBy(() -> repository.find("shop", "latest"))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT))
        .hasMessageContaining(SECOND)
        .hasMessageContaining("name an older backup");
    assertThat(repository.find("shop", FIRST)).isPresent();
  }

  @Test
  void aStoreThatCannotBeReachedHasNoDamagedBackups() throws Exception {
    sealAt(FIRST, SmallBackup.TAKEN);
    store.failNext(1, Operation.READ, "manifest.json", Kind.UNAVAILABLE);

    StoreException e = catchThrowableOfType(StoreException.class, () -> repository.list("shop"));

    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void databasesOfAnyNameKeepApart() throws Exception {
    for (String database : List.of("shop", "Shop", "shop/eu", "größe \"x\"\n", "..")) {
      SmallBackup.seal(store, new BackupLocation(database, FIRST), KEY, SmallBackup.TAKEN);
    }

    assertThat(repository.databases())
        .containsExactlyInAnyOrder("shop", "Shop", "shop/eu", "größe \"x\"\n", "..");
    assertThat(repository.list("größe \"x\"\n").manifests())
        .singleElement()
        .satisfies(m -> assertThat(m.header().database()).isEqualTo("größe \"x\"\n"));
    assertThat(new Reader(store, KEYS).mustRead("..", "latest")).isEqualTo(SmallBackup.STREAMS);
  }

  @Test
  void deletingTakesTheManifestFirstAndTheNeighboursNever() throws Exception {
    sealAt(FIRST, SmallBackup.TAKEN);
    sealAt(SECOND, SmallBackup.TAKEN);
    BackupLocation first = new BackupLocation("shop", FIRST);
    store.failNext(1, Operation.DELETE, "/parts/", Kind.UNAVAILABLE);

    assertThatThrownBy(() -> repository.delete(first)).isInstanceOf(StoreException.class);
    assertThat(ids(repository.list("shop"))).as("half gone is gone").containsExactly(SECOND);

    repository.delete(first);
    repository.delete(first);
    assertThat(keys()).isNotEmpty().allMatch(key -> key.startsWith("shop/" + SECOND + "/"));
    assertThat(new Reader(store, KEYS).mustRead("shop", "latest")).isEqualTo(SmallBackup.STREAMS);
  }

  @Test
  void everyAttemptWritesKeysOfItsOwn() {
    BackupLocation location = new BackupLocation("shop", FIRST);

    assertThat(location.newContents()).isNotEqualTo(location.newContents());
    assertThat(location.newReceipt(7).value()).startsWith("shop/" + FIRST + "/receipts/0007-");
    assertThat(location.newPart(7, PartKind.ROWS).value())
        .startsWith("shop/" + FIRST + "/parts/0007-rows-");
  }

  @Test
  void whatIsNoBackupIdIsNoBackup() throws Exception {
    assertThat(repository.find("shop", "../../etc")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new BackupLocation("shop", "../x"));
    assertThatIllegalArgumentException().isThrownBy(() -> new BackupLocation("", FIRST));
  }

  @Test
  void contentsThatContradictThemselvesAreNotSealed() throws Exception {
    Manifest sound = SmallBackup.seal(store, FIRST, KEY);
    Contents contents = repository.open(sound, KEYS);
    List<RecordedPart> reversed = new ArrayList<>(contents.parts());
    Collections.reverse(reversed);
    BackupLocation elsewhere = new BackupLocation("shop", SECOND);
    SealTerms terms = new SealTerms(SmallBackup.STARTED, false, Map.of());

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                repository.seal(
                    SmallBackup.contents(sound.location(), contents.snapshot(), reversed),
                    terms,
                    KEY))
        .withMessageContaining("stands in place");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                repository.seal(
                    SmallBackup.contents(elsewhere, contents.snapshot(), contents.parts()),
                    terms,
                    KEY))
        .withMessageContaining("of another backup");
  }

  @Test
  void receiptsOfTwoSnapshotsAreNeverJoined() throws Exception {
    BackupLocation location = new BackupLocation("shop", FIRST);
    RecordedSnapshot snapshot =
        new RecordedSnapshot("742:742:", SmallBackup.TAKEN, "0/1", "start", 1);
    RecordedSnapshot redone =
        new RecordedSnapshot("742:742:", SmallBackup.TAKEN, "0/1", "start", 2);
    RecordedSnapshot later = new RecordedSnapshot("743:743:", SmallBackup.TAKEN, "0/1", "start", 1);
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 3; i >= 0; i--) {
      receipts.add(SmallBackup.part(store, location, i, KEY));
    }

    assertThat(AcceptedReceipts.parts(location, snapshot, 4, receipts))
        .extracting(RecordedPart::index)
        .containsExactly(0, 1, 2, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AcceptedReceipts.parts(location, redone, 4, receipts))
        .withMessageContaining("generation 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AcceptedReceipts.parts(location, later, 4, receipts))
        .withMessageContaining("743:743:");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AcceptedReceipts.parts(location, snapshot, 5, receipts))
        .withMessageContaining("4 receipts for 5 parts");
    receipts.set(0, receipts.get(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AcceptedReceipts.parts(location, snapshot, 4, receipts))
        .withMessageContaining("no receipt of part 3");
  }

  private void sealAt(String id, Instant takenAt) throws Exception {
    SmallBackup.seal(store, new BackupLocation("shop", id), KEY, takenAt);
  }

  private static List<String> ids(BackupListing listing) {
    return listing.manifests().stream().map(manifest -> manifest.header().backupId()).toList();
  }

  private List<String> keys() throws IOException {
    return List.copyOf(StoreImage.of(memory).objects().keySet());
  }

  private void write(String key, String text) throws IOException {
    try (StoreWriter writer = store.newWriter(new ObjectKey(key))) {
      writer.stream().write(text.getBytes(StandardCharsets.UTF_8));
      writer.commit();
    }
  }
}
