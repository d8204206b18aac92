package io.tidemark.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * HMAC-SHA-256 under a key of its own: HKDF-SHA-256 of the key-encryption key, no salt, info {@code
 * tidemark manifest}.
 */
final class ManifestMac {

  private static final byte[] INFO = "tidemark manifest".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  ManifestMac(byte[] kek) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(kek, null, INFO));
    byte[] bytes = new byte[KEY_BYTES];
    hkdf.generateBytes(bytes, 0, bytes.length);
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  byte[] of(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
