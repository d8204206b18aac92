package io.tidemark.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * PBKDF2 with HMAC-SHA-256 (RFC 8018) over bytes. The JDK's own takes characters, which cannot hold
 * a raw key; Bouncy Castle's takes bytes, and takes them twice as long.
 */
final class Pbkdf2 {

  /** OWASP's advice for HMAC-SHA-256. Fewer are refused when reading, too. */
  static final int MIN_ITERATIONS = 600_000;

  private static final int BLOCK_BYTES = 32;

  private Pbkdf2() {}

  /**
   * Derives a key.
   *
   * @param lengthBytes 1 to 32, the first block of the function's output
   */
  static byte[] derive(byte[] secret, byte[] salt, int iterations, int lengthBytes) {
    if (lengthBytes < 1 || lengthBytes > BLOCK_BYTES) {
      throw new IllegalArgumentException("lengthBytes is not 1 to 32: " + lengthBytes);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(salt);
      byte[] round = mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(1).array());
      byte[] key = round.clone();
      for (int i = 1; i < iterations; i++) {
        mac.update(round);
        mac.doFinal(round, 0);
        for (int j = 0; j < BLOCK_BYTES; j++) {
          key[j] ^= round[j];
        }
      }
      return Arrays.copyOf(key, lengthBytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
