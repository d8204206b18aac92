package io.tidemark.pipeline;

import io.tidemark.keys.DataKey;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/**
 * AES-256-CBC with PKCS#7 padding: what {@code openssl enc -d -aes-256-cbc} reads. It proves
 * nothing about who wrote the bytes; the digest in the authenticated manifest does.
 */
public final class AesCbcEncrypt implements Encrypt {

  static final String TRANSFORMATION = "AES/CBC/PKCS5Padding";

  @Override
  public OutputStream into(OutputStream next, DataKey key, byte[] iv) throws IOException {
    try {
      Cipher cipher = Cipher.getInstance(TRANSFORMATION);
      cipher.init(Cipher.ENCRYPT_MODE, key.aes(), new IvParameterSpec(iv));
      return new CipherSink(next, cipher);
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java cannot encrypt with AES-256-CBC", e);
    }
  }

  /** Feeds the cipher blocks that are large enough for its native loop to pay. */
  private static final class CipherSink extends OutputStream {

    private static final int BLOCK_BYTES = 64 * 1024;
    private static final int CIPHER_BLOCK_BYTES = 16;

    private final OutputStream next;
    private final Cipher cipher;
    private final byte[] plain = new byte[BLOCK_BYTES];
    private final byte[] encrypted = new byte[BLOCK_BYTES + CIPHER_BLOCK_BYTES];
    private int filled;
    private boolean closed;

    CipherSink(OutputStream next, Cipher cipher) {
      this.next = next;
      this.cipher = cipher;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int from = offset;
      int end = offset + length;
      while (from < end) {
        int count = Math.min(end - from, BLOCK_BYTES - filled);
        System.arraycopy(bytes, from, plain, filled, count);
        filled += count;
        from += count;
        if (filled == BLOCK_BYTES) {
          encryptBlock();
        }
      }
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      encryptBlock();
      try {
        next.write(cipher.doFinal());
      } catch (GeneralSecurityException e) {
        throw new IOException("the end of the part cannot be encrypted", e);
      }
      next.close();
    }

    private void encryptBlock() throws IOException {
      try {
        int count = cipher.update(plain, 0, filled, encrypted, 0);
        filled = 0;
        if (count > 0) {
          next.write(encrypted, 0, count);
        }
      } catch (GeneralSecurityException e) {
        throw new IOException("a block cannot be encrypted", e);
      }
    }
  }
}
