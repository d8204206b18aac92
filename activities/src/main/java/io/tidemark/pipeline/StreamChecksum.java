package io.tidemark.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Digests the bytes on their way to the store, so that nobody has to read them back for it. */
public final class StreamChecksum implements Checksum {

  @Override
  public OutputStream into(OutputStream next, MessageDigest digest) {
    return new Digesting(next, digest);
  }

  /** As the JDK's, but passes blocks on as blocks. */
  private static final class Digesting extends OutputStream {

    private final OutputStream next;
    private final MessageDigest digest;

    Digesting(OutputStream next, MessageDigest digest) {
      this.next = next;
      this.digest = digest;
    }

    @Override
    public void write(int b) throws IOException {
      digest.update((byte) b);
      next.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      digest.update(bytes, offset, length);
      next.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      next.close();
    }
  }
}
