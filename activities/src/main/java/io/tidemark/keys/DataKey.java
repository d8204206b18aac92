package io.tidemark.keys;

import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The random key of one object. Leaves memory only as {@link BackupKey#wrap} makes it. */
public final class DataKey {

  static final int LENGTH_BYTES = 32;

  private final byte[] bytes;

  DataKey(byte[] bytes) {
    this.bytes = bytes;
  }

  static DataKey random(SecureRandom random) {
    byte[] bytes = new byte[LENGTH_BYTES];
    random.nextBytes(bytes);
    return new DataKey(bytes);
  }

  /** This key, as AES takes it. */
  public SecretKey aes() {
    return new SecretKeySpec(bytes, "AES");
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "DataKey[redacted]";
  }
}
