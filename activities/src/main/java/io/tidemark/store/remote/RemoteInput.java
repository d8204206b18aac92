package io.tidemark.store.remote;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A provider's stream whose failures are {@link StoreException}s, and whose end is an error unless
 * the object ends there.
 */
public final class RemoteInput extends FilterInputStream {

  /** Turns whatever an SDK throws into a store's exception. */
  @FunctionalInterface
  public interface Classifier {
    StoreException classify(Exception failure, ObjectKey key, String failed);
  }

  /** How to let go of a stream that was not read to its end, without reading the rest. */
  @FunctionalInterface
  public interface Release {
    void release() throws IOException;
  }

  private final ObjectKey key;
  private final Classifier classifier;
  private final Release release;
  private long left;

  /**
   * @param length how many bytes are to come
   */
  public RemoteInput(
      InputStream in, long length, ObjectKey key, Classifier classifier, Release release) {
    super(in);
    this.left = length;
    this.key = requireNonNull(key, "key is null");
    this.classifier = requireNonNull(classifier, "classifier is null");
    this.release = requireNonNull(release, "release is null");
  }

  @Override
  public int read() throws StoreException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws StoreException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int read;
    try {
      read = in.read(bytes, offset, (int) Math.min(length, left));
    } catch (IOException | RuntimeException e) {
      throw classifier.classify(e, key, "cannot read on");
    }
    if (read < 0) {
      throw new StoreException(
          Kind.UNAVAILABLE, key, "the connection ended " + left + " bytes before the object");
    }
    left -= read;
    return read;
  }

  @Override
  public long skip(long count) throws StoreException {
    byte[] unused = new byte[(int) Math.min(8192, Math.max(0, count))];
    return Math.max(0, read(unused, 0, unused.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {
    try {
      if (left > 0) {
        release.release();
      } else {
        in.close();
      }
    } catch (IOException | RuntimeException e) {
      return; // everything that was asked for has been read
    }
  }
}
