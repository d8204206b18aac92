package io.tidemark.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * The key of one backup: wraps its data keys and authenticates its manifest. Immutable and safe for
 * use by many threads. Deriving one takes a fraction of a second; {@link KeyRing} remembers them.
 */
public final class BackupKey {

  private static final byte[] MANIFEST_KEY =
      "tidemark manifest".getBytes(StandardCharsets.US_ASCII);
  private static final int MAC_KEY_BYTES = 32;

  private final String keyId;
  private final KeyDerivation derivation;
  private final KekRecipient recipient;
  private final SecretKeySpec macKey;
  private final SecureRandom random = new SecureRandom();

  private BackupKey(String keyId, KeyDerivation derivation, byte[] kek) {
    this.keyId = keyId;
    this.derivation = derivation;
    this.recipient = new KekRecipient(keyId, kek);
    this.macKey = new SecretKeySpec(expand(kek, MANIFEST_KEY), "HmacSHA256");
  }

  /**
   * Computes the key of the backup that was made, or is being made, with this derivation.
   *
   * @throws DecryptionFailedException when the derivation is none of ours, or a weak one
   */
  public static BackupKey derive(MasterSecret secret, KeyDerivation derivation)
      throws DecryptionFailedException {
    return new BackupKey(secret.keyId(), derivation, derivation.derive(secret));
  }

  /** Id of the secret that this key comes from. */
  public String keyId() {
    return keyId;
  }

  /** How this key comes from the secret. */
  public KeyDerivation derivation() {
    return derivation;
  }

  /** A fresh random key for one object. */
  public DataKey newDataKey() {
    return DataKey.random(random);
  }

  /** Wraps a data key as CMS EnvelopedData in DER, about 200 bytes. */
  public byte[] wrap(DataKey key) {
    return KeyEnvelope.seal(key, List.of(recipient));
  }

  /**
   * Opens what {@link #wrap} made.
   *
   * @throws DecryptionFailedException when it was wrapped under another key, or is damaged
   */
  public DataKey unwrap(byte[] cms) throws DecryptionFailedException {
    return KeyEnvelope.open(cms, recipient);
  }

  /**
   * HMAC-SHA-256 of a message under the manifest key: HKDF-SHA-256 of the key-encryption key, no
   * salt, info {@code tidemark manifest}. Compare two with {@link
   * java.security.MessageDigest#isEqual}.
   */
  public byte[] authenticate(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(macKey);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "BackupKey[" + keyId + "]";
  }

  private static byte[] expand(byte[] kek, byte[] info) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(kek, null, info));
    byte[] key = new byte[MAC_KEY_BYTES];
    hkdf.generateBytes(key, 0, key.length);
    return key;
  }
}
