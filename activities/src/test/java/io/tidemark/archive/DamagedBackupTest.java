package io.tidemark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidemark.api.StoredObject;
import io.tidemark.keys.KeyException;
import io.tidemark.keys.KeyRing;
import io.tidemark.keys.MissingKeyException;
import io.tidemark.keys.WrongKeyException;
import io.tidemark.pipeline.TestKeys;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whoever owns the store but not the key can destroy a backup, and can do nothing else: the oracle
 * of every test here is that reading either gives exactly what was dumped, or fails.
 */
final class DamagedBackupTest {

  private static final String ID = "20261123T181500Z-7f3a2c";
  private static final String OTHER_ID = "20261124T181500Z-0000aa";
  private static final KeyRing KEYS = new KeyRing(List.of(TestKeys.SECRET));
  private static final StoreImage SOUND = sealed(ID);
  private static final String MANIFEST = "shop/" + ID + "/manifest.json";

  @Example
  void untouchedItReadsAsItWasDumped() {
    assertThat(new Reader(SOUND.store(), KEYS).mustRead("shop", "latest"))
        .isEqualTo(SmallBackup.STREAMS);
  }

  @Example
  void everyFlippedByteOfEveryObjectIsRefused() {
    for (Map.Entry<String, byte[]> object : restored().entrySet()) {
      for (int i = 0; i < object.getValue().length; i++) {
        byte[] flipped = object.getValue().clone();
        flipped[i] ^= 1;
        assertRefused(SOUND.with(object.getKey(), flipped), object.getKey() + " byte " + i);
      }
    }
  }

  @Property(tries = 300)
  void anyChangeOfAnyByteIsRefused(
      @ForAll @IntRange(max = 1_000_000) int position,
      @ForAll @IntRange(min = 1, max = 255) int mask) {
    List<Map.Entry<String, byte[]>> objects = List.copyOf(restored().entrySet());
    Map.Entry<String, byte[]> object = objects.get(position % objects.size());
    byte[] changed = object.getValue().clone();
    changed[position % changed.length] ^= (byte) mask;

    assertRefused(SOUND.with(object.getKey(), changed), object.getKey());
  }

  @Example
  void everyTruncationOfEveryObjectIsRefused() {
    for (Map.Entry<String, byte[]> object : restored().entrySet()) {
      for (int length = 0; length < object.getValue().length; length++) {
        assertRefused(
            SOUND.with(object.getKey(), Arrays.copyOf(object.getValue(), length)),
            object.getKey() + " cut to " + length);
      }
    }
  }

  @Example
  void everyMissingObjectIsRefused() {
    for (String key : restored().keySet()) {
      assertRefused(SOUND.without(key), key);
    }
  }

  @Example
  void longerObjectsAreRefused() {
    for (Map.Entry<String, byte[]> object : restored().entrySet()) {
      byte[] longer = Arrays.copyOf(object.getValue(), object.getValue().length + 1);
      longer[longer.length - 1] = '\n';
      assertRefused(SOUND.with(object.getKey(), longer), object.getKey());
    }
  }

  @Example
  void swappedPartsAreRefused() {
    List<String> keys = restored().keySet().stream().toList();
    for (String one : keys) {
      for (String other : keys) {
        if (!one.equals(other)) {
          StoreImage swapped = SOUND.with(one, SOUND.bytes(other)).with(other, SOUND.bytes(one));
          assertRefused(swapped, one + " for " + other);
        }
      }
    }
  }

  @Example
  void anotherBackupsObjectsAreRefused() {
    StoreImage other = sealed(OTHER_ID);
    for (String kind : List.of("contents", "0000-globals", "0003-rows")) {
      assertRefused(SOUND.with(SOUND.key(kind), other.bytes(other.key(kind))), kind);
    }
  }

  @Example
  void anotherBackupsManifestIsRefusedInThisPlace() {
    StoreImage other = sealed(OTHER_ID);

    assertRefused(SOUND.with(MANIFEST, other.bytes(other.key("manifest"))), "replayed");
  }

  @Example
  void aBackupMovedToAnotherDatabaseIsRefused() {
    StoreImage moved = SOUND;
    for (Map.Entry<String, byte[]> object : SOUND.objects().entrySet()) {
      moved = moved.with(object.getKey().replace("shop/", "bank/"), object.getValue());
    }
    Reader reader = new Reader(moved.store(), KEYS);

    assertThatThrownBy(() -> reader.read("bank", ID))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT))
        .hasMessageContaining("belongs to another place");
  }

  @Example
  void anAuthenticManifestThatPointsOutOfItsBackupIsRefused() throws Exception {
    MemoryStore store = SOUND.store();
    StoreImage other = sealed(OTHER_ID);
    BackupRepository repository = new BackupRepository(store, SmallBackup.CLOCK);
    ManifestHeader header = repository.find("shop", ID).orElseThrow().header();
    ManifestHeader foreign =
        new BackupRepository(other.store(), SmallBackup.CLOCK)
            .find("shop", OTHER_ID)
            .orElseThrow()
            .header();
    Manifest forged =
        Manifest.authenticated(
            new ManifestHeader(
                header.format(),
                header.formatVersion(),
                header.backupId(),
                header.database(),
                header.startedAt(),
                header.createdAt(),
                header.sealedAt(),
                header.parts(),
                header.rawBytes(),
                header.storedBytes(),
                header.keyIds(),
                header.keyDerivation(),
                header.signer(),
                foreign.contents(),
                header.safety(),
                header.tags()),
            SmallBackup.key());

    assertThatThrownBy(() -> repository.open(forged, KEYS))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("belongs to another backup");
  }

  @Example
  void aHeaderRewrittenByHandIsRefused() {
    String sound = new String(SOUND.bytes(MANIFEST), StandardCharsets.UTF_8);
    for (String forged :
        List.of(
            sound.replace("\"safety\":false", "\"safety\":true"),
            sound.replace("OPS-7", "OPS-8"),
            sound.replace("\"parts\":4", "\"parts\":3"),
            sound.replace("2026-11-23T18:15:00.123456Z", "2036-11-23T18:15:00.123456Z"),
            sound.replace("\"iterations\":600000", "\"iterations\":600001"))) {
      assertThat(forged).isNotEqualTo(sound);
      Throwable thrown =
          catchThrowable(
              () ->
                  new Reader(
                          SOUND.with(MANIFEST, forged.getBytes(StandardCharsets.UTF_8)).store(),
                          KEYS)
                      .read("shop", ID));
      assertThat(thrown)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("the manifest is not authentic");
    }
  }

  @Example
  void whatIsNoManifestIsRefusedInWords() {
    for (String text :
        List.of(
            "",
            "{}",
            "[]",
            "null",
            "{\"header\":null}",
            "{\"header\":{\"format\":\"tidemark-backup\",\"formatVersion\":2}}",
            "\u0000\u0001",
            "{\"header\":{\"format\":\"tidemark-backup\",\"formatVersion\":1}}",
            "{".repeat(100_000))) {
      assertThatThrownBy(
              () ->
                  new Reader(
                          SOUND.with(MANIFEST, text.getBytes(StandardCharsets.UTF_8)).store(), KEYS)
                      .read("shop", ID))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
    }
  }

  @Example
  void aNewerFormatSaysSo() {
    String newer =
        new String(SOUND.bytes(MANIFEST), StandardCharsets.UTF_8)
            .replace("\"formatVersion\":1", "\"formatVersion\":2");

    assertThatThrownBy(
            () ->
                new Reader(
                        SOUND.with(MANIFEST, newer.getBytes(StandardCharsets.UTF_8)).store(), KEYS)
                    .read("shop", ID))
        .hasMessageContaining("the backup has format version 2, this Tidemark reads 1");
  }

  @Example
  void theWrongKeyOpensNothing() {
    KeyRing wrong = new KeyRing(List.of(TestKeys.OTHER_SECRET));

    assertThatThrownBy(() -> new Reader(SOUND.store(), wrong).read("shop", ID))
        .isInstanceOf(WrongKeyException.class)
        .hasMessageContaining(TestKeys.SECRET.keyId());
  }

  @Example
  void theWrongKeyUnderTheRightNameOpensNothing() {
    String renamed =
        new String(SOUND.bytes(MANIFEST), StandardCharsets.UTF_8)
            .replace(TestKeys.SECRET.keyId(), TestKeys.OTHER_SECRET.keyId());
    KeyRing wrong = new KeyRing(List.of(TestKeys.OTHER_SECRET));

    assertThatThrownBy(
            () ->
                new Reader(
                        SOUND.with(MANIFEST, renamed.getBytes(StandardCharsets.UTF_8)).store(),
                        wrong)
                    .read("shop", ID))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not authentic");
  }

  @Example
  void withoutAKeyNothingIsOpenedAndNoneIsMadeUp() {
    assertThatThrownBy(() -> new Reader(SOUND.store(), new KeyRing(List.of())).read("shop", ID))
        .isInstanceOf(MissingKeyException.class)
        .hasMessageContaining("BACKUP_ENCRYPTION_KEY");
  }

  @Example
  void receiptsOfOtherPartsOrBackupsAreRefused() throws Exception {
    MemoryStore store = new MemoryStore();
    BackupRepository repository = new BackupRepository(store, SmallBackup.CLOCK);
    BackupLocation location = new BackupLocation("shop", ID);
    BackupLocation elsewhere = new BackupLocation("shop", OTHER_ID);
    Receipt receipt = SmallBackup.part(store, location, 3, SmallBackup.key());
    StoredObject stored = repository.writeReceipt(location, receipt, SmallBackup.key());
    StoredObject misplaced = repository.writeReceipt(elsewhere, receipt, SmallBackup.key());

    assertThat(repository.readReceipt(location, 3, stored, SmallBackup.key())).isEqualTo(receipt);
    assertThatThrownBy(() -> repository.readReceipt(location, 2, stored, SmallBackup.key()))
        .hasMessageContaining("of another part");
    assertThatThrownBy(() -> repository.readReceipt(elsewhere, 3, stored, SmallBackup.key()))
        .hasMessageContaining("belongs to another backup");
    assertThatThrownBy(() -> repository.readReceipt(elsewhere, 3, misplaced, SmallBackup.key()))
        .hasMessageContaining("of another part");
  }

  @Example
  void plansAndReceiptsAreBoundByTheirDigestsToo() throws Exception {
    MemoryStore store = new MemoryStore();
    BackupRepository repository = new BackupRepository(store, SmallBackup.CLOCK);
    BackupLocation location = new BackupLocation("shop", ID);
    byte[] plan = "{\"parts\":[]}".getBytes(StandardCharsets.UTF_8);
    StoredObject sealed = repository.writePlan(location, plan, SmallBackup.key());
    byte[] stored = StoreImage.of(store).bytes(sealed.key());

    assertThat(repository.readPlan(location, sealed, SmallBackup.key())).isEqualTo(plan);
    for (int i = 0; i < stored.length; i++) {
      byte[] flipped = stored.clone();
      flipped[i] ^= 4;
      MemoryStore damaged = StoreImage.of(store).with(sealed.key(), flipped).store();
      assertThatThrownBy(
              () ->
                  new BackupRepository(damaged, SmallBackup.CLOCK)
                      .readPlan(location, sealed, SmallBackup.key()))
          .isInstanceOf(StoreException.class);
    }
  }

  private static void assertRefused(StoreImage image, String what) {
    try {
      List<String> read = new Reader(image.store(), KEYS).read("shop", ID);
      throw new AssertionError(what + " was not refused, but read as " + read);
    } catch (KeyException e) {
      assertThat(e).hasMessageNotContaining("correct horse");
    } catch (StoreException e) {
      assertThat(e.kind()).as(what).isIn(Kind.CORRUPT, Kind.NOT_FOUND);
    } catch (IOException e) {
      assertThat(e).as(what).hasMessage("there is no backup");
    }
  }

  /** The objects that a restore reads; receipts and plan have done their work by then. */
  private static Map<String, byte[]> restored() {
    return SOUND.objects().entrySet().stream()
        .filter(object -> !object.getKey().contains("/receipts/"))
        .filter(object -> !object.getKey().contains("/plan-"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static StoreImage sealed(String id) {
    try {
      MemoryStore store = new MemoryStore();
      SmallBackup.seal(
          store,
          new BackupLocation("shop", id),
          SmallBackup.key(),
          SmallBackup.TAKEN.plus(Duration.ofDays(id.equals(ID) ? 0 : 1)));
      return StoreImage.of(store);
    } catch (Exception e) {
      throw new AssertionError(new ObjectKey("shop/" + id).value(), e);
    }
  }
}
