package io.tidemark.pipeline;

import io.tidemark.keys.DataKey;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/**
 * Undoes {@link AesCbcEncrypt}. Unlike the JDK's CipherInputStream it tells a damaged end from an
 * end. The digest below is judged before the padding is, since that is the better message.
 */
final class DecryptedInput extends InputStream {

  private static final int BLOCK_BYTES = 64 * 1024;
  private static final int CIPHER_BLOCK_BYTES = 16;

  private final DigestedInput encrypted;
  private final Cipher cipher;
  private final byte[] block = new byte[BLOCK_BYTES];
  private final byte[] plain = new byte[BLOCK_BYTES + CIPHER_BLOCK_BYTES];
  private int position;
  private int limit;
  private boolean ended;
  private boolean empty = true;

  DecryptedInput(DigestedInput encrypted, DataKey key, byte[] iv) throws IOException {
    this.encrypted = encrypted;
    try {
      cipher = Cipher.getInstance(AesCbcEncrypt.TRANSFORMATION);
      cipher.init(Cipher.DECRYPT_MODE, key.aes(), new IvParameterSpec(iv));
    } catch (GeneralSecurityException e) {
      encrypted.close();
      throw encrypted.corrupt("cannot be decrypted: " + e.getMessage());
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? plain[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(plain, position, bytes, offset, count);
    position += count;
    return count;
  }

  /** Whether it held nothing at all; asked at the end. */
  boolean wasEmpty() {
    return empty;
  }

  @Override
  public void close() throws IOException {
    encrypted.close();
  }

  /** Makes at least one byte available; false at the end. */
  private boolean fill() throws IOException {
    while (position == limit) {
      if (ended) {
        return false;
      }
      int read = encrypted.read(block, 0, block.length);
      position = 0;
      try {
        if (read < 0) {
          ended = true;
          limit = cipher.doFinal(plain, 0);
        } else {
          limit = cipher.update(block, 0, read, plain, 0);
        }
      } catch (GeneralSecurityException e) {
        limit = 0;
        throw encrypted.corrupt("has the recorded digest, but does not decrypt with its key");
      }
    }
    empty = false;
    return true;
  }
}
