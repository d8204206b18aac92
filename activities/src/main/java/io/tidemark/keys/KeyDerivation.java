package io.tidemark.keys;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * How a backup's key-encryption key is made of the configured secret. No secret itself: it stands
 * in the clear in the manifest and passes through workflow histories.
 *
 * @param algorithm always {@code PBKDF2-HMAC-SHA256} in format version 1
 * @param iterations rounds of the derivation, at least 600,000
 * @param salt at least 16 random bytes in base64, fresh for each backup
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeyDerivation(String algorithm, int iterations, String salt) {

  static final String PBKDF2_HMAC_SHA256 = "PBKDF2-HMAC-SHA256";

  private static final int SALT_BYTES = 16;
  private static final int MAX_SALT_BYTES = 64;
  private static final int KEY_BYTES = 32;

  /** A derivation longer than this is an attack on our time, not a stronger key. */
  private static final int MAX_ITERATIONS = 20_000_000;

  public KeyDerivation {
    requireNonNull(algorithm, "algorithm is null");
    requireNonNull(salt, "salt is null");
  }

  /** A derivation with fresh salt, for one backup. */
  public static KeyDerivation random() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return new KeyDerivation(
        PBKDF2_HMAC_SHA256, Pbkdf2.MIN_ITERATIONS, Base64.getEncoder().encodeToString(salt));
  }

  /**
   * Computes the 32 bytes of the key-encryption key. Slow on purpose.
   *
   * @throws DecryptionFailedException when this is none of our derivations, or a weak one
   */
  byte[] derive(MasterSecret secret) throws DecryptionFailedException {
    return Pbkdf2.derive(secret.bytes(), checkedSalt(), iterations, KEY_BYTES);
  }

  private byte[] checkedSalt() throws DecryptionFailedException {
    if (algorithm.equals(PBKDF2_HMAC_SHA256)
        && iterations >= Pbkdf2.MIN_ITERATIONS
        && iterations <= MAX_ITERATIONS) {
      try {
        byte[] bytes = Base64.getDecoder().decode(salt);
        if (bytes.length >= SALT_BYTES && bytes.length <= MAX_SALT_BYTES) {
          return bytes;
        }
      } catch (IllegalArgumentException e) {
        // Not base64: refused below, like every other derivation that is not ours.
      }
    }
    throw new DecryptionFailedException("the key derivation is not one that Tidemark writes");
  }
}
