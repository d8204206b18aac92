package io.tidemark.pipeline;

import java.io.IOException;
import java.io.OutputStream;

/** A step's stream that breaks: after some bytes, or when it is closed. */
final class FailingStep extends OutputStream {

  static final String MESSAGE = "the step broke";

  private final OutputStream sound;
  private final long breaksAfterBytes;
  private long bytes;

  /**
   * Breaks a stream.
   *
   * @param breaksAfterBytes {@link Long#MAX_VALUE} to break at the end
   */
  FailingStep(OutputStream sound, long breaksAfterBytes) {
    this.sound = sound;
    this.breaksAfterBytes = breaksAfterBytes;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] block, int offset, int length) throws IOException {
    bytes += length;
    if (bytes > breaksAfterBytes) {
      throw new IOException(MESSAGE);
    }
    sound.write(block, offset, length);
  }

  @Override
  public void close() throws IOException {
    if (breaksAfterBytes == Long.MAX_VALUE) {
      throw new IOException(MESSAGE);
    }
    sound.close();
  }
}
