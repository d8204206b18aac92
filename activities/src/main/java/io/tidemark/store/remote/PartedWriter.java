package io.tidemark.store.remote;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.StoreWriter;
import java.io.OutputStream;

/**
 * Collects an object's bytes into parts and sends each when it is full. Memory: one part. The part
 * being sent holds up the stream, which is how a slow store slows a dump down.
 */
public final class PartedWriter implements StoreWriter {

  private enum State {
    WRITING,
    WRITTEN,
    FAILED,
    ENDED
  }

  private final ObjectKey key;
  private final PartedUpload upload;
  private final PartSizes sizes;
  private final long maxBytes;
  private final OutputStream stream = new Output();
  private final PartBuffer part = new PartBuffer();
  private State state = State.WRITING;
  private int number = 1;
  private long total;

  /**
   * @param maxBytes the longest object that the provider takes
   */
  public PartedWriter(ObjectKey key, PartedUpload upload, PartSizes sizes, long maxBytes) {
    this.key = requireNonNull(key, "key is null");
    this.upload = requireNonNull(upload, "upload is null");
    this.sizes = requireNonNull(sizes, "sizes is null");
    this.maxBytes = maxBytes;
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public ObjectInfo commit() throws StoreException {
    if (state == State.FAILED || state == State.ENDED) {
      throw new IllegalStateException("the writer of " + key + " has ended");
    }
    state = State.FAILED;
    ObjectInfo object = number == 1 ? upload.putWhole(part) : upload.complete(number, part, total);
    state = State.ENDED;
    return object;
  }

  @Override
  public int repeats() {
    return upload.repeats();
  }

  @Override
  public void close() {
    if (state != State.ENDED) {
      state = State.ENDED;
      upload.abort();
    }
  }

  private void write(byte[] bytes, int offset, int length) throws StoreException {
    if (state != State.WRITING) {
      throw new IllegalStateException("the writer of " + key + " has ended");
    }
    if (total + length > maxBytes) {
      state = State.FAILED;
      throw new StoreException(
          Kind.INVALID, key, "longer than the " + maxBytes + " bytes that the store takes");
    }
    int from = offset;
    int left = length;
    while (left > 0) {
      // A full part is sent when more comes, so that an object of just one part is put whole.
      if (part.size() == sizes.bytesOf(number)) {
        sendFullPart();
      }
      int some = Math.min(left, sizes.bytesOf(number) - part.size());
      part.write(bytes, from, some);
      total += some;
      from += some;
      left -= some;
    }
  }

  private void sendFullPart() throws StoreException {
    state = State.FAILED;
    upload.sendPart(number, part);
    state = State.WRITING;
    part.clear();
    number++;
  }

  private final class Output extends OutputStream {

    @Override
    public void write(int b) throws StoreException {
      PartedWriter.this.write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws StoreException {
      PartedWriter.this.write(bytes, offset, length);
    }

    @Override
    public void close() {
      if (state == State.WRITING) {
        state = State.WRITTEN;
      }
    }
  }
}
