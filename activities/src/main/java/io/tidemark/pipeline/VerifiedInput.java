package io.tidemark.pipeline;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The dumped bytes of an object. A clean end means that the object was the recorded one, decrypted
 * with its key, and was one whole compressed stream with nothing behind it.
 */
final class VerifiedInput extends InputStream {

  private static final int DRAIN_BYTES = 64 * 1024;

  private final DigestedInput digested;
  private final DecryptedInput packed;
  private final InputStream dumped;
  private boolean verified;
  private @Nullable IOException failure;

  private VerifiedInput(DigestedInput digested, DecryptedInput packed, InputStream dumped) {
    this.digested = digested;
    this.packed = packed;
    this.dumped = dumped;
  }

  static InputStream open(DigestedInput digested, DecryptedInput packed, Compression compression)
      throws IOException {
    try {
      InputStream dumped =
          switch (compression) {
            case ZSTD -> new ZstdInputStreamNoFinalizer(packed);
            case GZIP -> new GzipMemberInput(packed);
            case NONE -> packed;
          };
      return new VerifiedInput(digested, packed, dumped);
    } catch (IOException | RuntimeException e) {
      digested.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      int read = dumped.read(bytes, offset, length);
      if (read < 0) {
        requireEnd();
      }
      return read;
    } catch (StoreException e) {
      failure = e;
      throw e;
    } catch (IOException | RuntimeException e) {
      failure = damaged(e);
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      dumped.close();
    } finally {
      digested.close();
    }
  }

  /** The compressed stream has ended; so must have the object, which judges its digest there. */
  private void requireEnd() throws IOException {
    if (verified) {
      return;
    }
    if (packed.read() >= 0) {
      throw new IOException("there are bytes after the end of the compressed stream");
    }
    if (packed.wasEmpty() && dumped != packed) {
      // zstd-jni takes no frame for an empty one.
      throw new IOException("there is no compressed stream");
    }
    verified = true;
  }

  /** Says what is wrong with the object as a whole rather than what its garbage looked like. */
  private IOException damaged(Exception e) throws IOException {
    digested.drain(new byte[DRAIN_BYTES]);
    return digested.corrupt(
        "has the recorded digest, but does not decompress (" + e.getMessage() + ")");
  }
}
