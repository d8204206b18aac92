package io.tidemark.keys;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * PBKDF2 with HMAC-SHA-256 (RFC 8018) over bytes. The JDK's own takes characters, which cannot hold
 * a raw key.
 */
final class Pbkdf2 {

  /** OWASP's advice for HMAC-SHA-256. Fewer are refused when reading, too. */
  static final int MIN_ITERATIONS = 600_000;

  private Pbkdf2() {}

  static byte[] derive(byte[] secret, byte[] salt, int iterations, int lengthBytes) {
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
    generator.init(secret, salt, iterations);
    return ((KeyParameter) generator.generateDerivedMacParameters(lengthBytes * 8)).getKey();
  }
}
