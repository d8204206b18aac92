package io.tidemark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.keys.BackupKey;
import io.tidemark.keys.KeyException;
import io.tidemark.keys.KeyRing;
import io.tidemark.keys.TestCredentials;
import io.tidemark.keys.UntrustedSignerException;
import io.tidemark.pipeline.TestKeys;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;

/** Backups that are written for certificates: who reads them, and who is not believed. */
final class CertificateBackupTest {

  private static final String ID = "20261123T181500Z-7f3a2c";
  private static final String MANIFEST = "shop/" + ID + "/manifest.json";
  private static final KeyRing READER =
      TestCredentials.reader(TestCredentials.READER, TestCredentials.WORKER);
  private static final KeyRing ESCROW =
      TestCredentials.reader(TestCredentials.ESCROW, TestCredentials.WORKER);
  private static final KeyRing SECRET = new KeyRing(List.of(TestKeys.SECRET));
  private static final StoreImage FOR_CERTIFICATES =
      sealed(TestCredentials.writer(TestCredentials.WORKER));
  private static final StoreImage FOR_BOTH = sealed(TestCredentials.both(TestKeys.SECRET));

  @Example
  void readerAndEscrowReadWhatTheWorkerCannot() throws Exception {
    assertThat(new Reader(FOR_CERTIFICATES.store(), READER).read("shop", ID))
        .isEqualTo(SmallBackup.STREAMS);
    assertThat(new Reader(FOR_CERTIFICATES.store(), ESCROW).read("shop", ID))
        .isEqualTo(SmallBackup.STREAMS);
    KeyRing worker = TestCredentials.writer(TestCredentials.WORKER);
    assertThatThrownBy(() -> new Reader(FOR_CERTIFICATES.store(), worker).read("shop", ID))
        .isInstanceOf(KeyException.class);
  }

  @Example
  void secretAndEscrowReadWhatWasWrittenForBoth() throws Exception {
    assertThat(new Reader(FOR_BOTH.store(), SECRET).read("shop", ID))
        .isEqualTo(SmallBackup.STREAMS);
    assertThat(new Reader(FOR_BOTH.store(), ESCROW).read("shop", ID))
        .isEqualTo(SmallBackup.STREAMS);
  }

  @Example
  void aWorkerSealsOnceThoughItCannotRead() throws Exception {
    MemoryStore store = new MemoryStore();
    BackupKey one = writing(TestCredentials.writer(TestCredentials.WORKER));
    Manifest first = SmallBackup.seal(store, ID, one);

    Manifest again =
        SmallBackup.seal(store, ID, writing(TestCredentials.writer(TestCredentials.OTHER_WORKER)));

    assertThat(again).isEqualTo(first);
  }

  @Example
  void aBackupThatAnybodyCouldHaveWrittenIsRefused() {
    // The stranger has all public certificates, and a name like the worker's.
    StoreImage forged = sealed(TestCredentials.writer(TestCredentials.STRANGER));

    assertThatThrownBy(() -> new Reader(forged.store(), READER).read("shop", ID))
        .isInstanceOf(UntrustedSignerException.class)
        .hasMessageContaining("may be forged");
  }

  @Example
  void withoutAPinnedSignerNothingIsBelieved() {
    KeyRing trusting = TestCredentials.reader(TestCredentials.READER);

    assertThatThrownBy(() -> new Reader(FOR_CERTIFICATES.store(), trusting).read("shop", ID))
        .isInstanceOf(UntrustedSignerException.class)
        .hasMessageContaining("BACKUP_TRUSTED_SIGNERS");
  }

  @Example
  void anUnsignedManifestIsRefusedThoughItsKeysOpen() {
    // Sealed with a secret that the escrow's owner does not know: the MAC tells it nothing.
    StoreImage signed = FOR_BOTH;
    String manifest = new String(signed.bytes(MANIFEST), StandardCharsets.UTF_8);
    String stripped =
        manifest.replaceAll(",\"signature\":\"[^\"]*\",\"signatureAlgorithm\":\"[^\"]*\"", "");
    String unnamed = stripped.replaceAll(",\"signer\":\"[^\"]*\"", "");
    assertThat(stripped).isNotEqualTo(manifest);
    assertThat(unnamed).isNotEqualTo(stripped);

    for (String forged : List.of(stripped, unnamed)) {
      StoreImage image = signed.with(MANIFEST, forged.getBytes(StandardCharsets.UTF_8));
      for (KeyRing ring : List.of(ESCROW, SECRET)) {
        assertThatThrownBy(() -> new Reader(image.store(), ring).read("shop", ID))
            .isInstanceOfAny(StoreException.class, UntrustedSignerException.class);
      }
    }
  }

  @Example
  void everyFlipAndCutOfTheManifestIsRefusedByEveryReader() {
    requireNoDamageAccepted(FOR_CERTIFICATES, READER, FOR_CERTIFICATES.bytes(MANIFEST).length);
    requireNoDamageAccepted(FOR_BOTH, ESCROW, FOR_BOTH.bytes(MANIFEST).length);
    // DamagedBackupTest flips headers for those who have the secret, whose derivation is slow.
    requireNoDamageAccepted(FOR_BOTH, SECRET, beforeHeader(FOR_BOTH));
  }

  @Example
  void everyFlipOfEveryObjectIsRefused() {
    for (Map.Entry<String, byte[]> object : FOR_CERTIFICATES.objects().entrySet()) {
      if (object.getKey().contains("/parts/") || object.getKey().contains("/contents")) {
        for (int i = 0; i < object.getValue().length; i++) {
          byte[] flipped = object.getValue().clone();
          flipped[i] ^= 1;
          assertRefused(FOR_CERTIFICATES.with(object.getKey(), flipped), READER);
        }
      }
    }
  }

  private static void requireNoDamageAccepted(StoreImage image, KeyRing ring, int end) {
    byte[] manifest = image.bytes(MANIFEST);
    for (int i = 0; i < end; i++) {
      byte[] flipped = manifest.clone();
      flipped[i] ^= (byte) (1 << (i % 7));
      assertRefused(image.with(MANIFEST, flipped), ring);
      assertRefused(image.with(MANIFEST, Arrays.copyOf(manifest, i)), ring);
    }
  }

  /** Length of the authentication, which stands before the header. */
  private static int beforeHeader(StoreImage image) {
    return new String(image.bytes(MANIFEST), StandardCharsets.UTF_8).indexOf("\"header\":{");
  }

  private static void assertRefused(StoreImage image, KeyRing ring) {
    try {
      List<String> read = new Reader(image.store(), ring).read("shop", ID);
      throw new AssertionError("not refused, but read as " + read);
    } catch (KeyException e) {
      assertThat(e).hasMessageNotContaining("correct horse");
    } catch (StoreException e) {
      assertThat(e.kind()).isIn(Kind.CORRUPT, Kind.NOT_FOUND);
    } catch (IOException e) {
      assertThat(e).hasMessage("there is no backup");
    }
  }

  private static BackupKey writing(KeyRing ring) throws KeyException {
    return ring.forWriting(TestKeys.DERIVATION);
  }

  private static StoreImage sealed(KeyRing ring) {
    try {
      MemoryStore store = new MemoryStore();
      SmallBackup.seal(store, ID, ring.forWriting(TestKeys.DERIVATION));
      return StoreImage.of(store);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
