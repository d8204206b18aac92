package io.tidemark.pipeline;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What a source writes to: gathers rows into blocks that are worth compressing. Flushing does
 * nothing, for nobody waits at the other end and it would cost compression; closing does nothing,
 * for only the pipeline decides when a part ends.
 */
final class SourceStream extends OutputStream {

  private static final int BLOCK_BYTES = 128 * 1024;

  private final OutputStream next;
  private final byte[] block = new byte[BLOCK_BYTES];
  private int filled;
  private boolean ended;

  SourceStream(OutputStream next) {
    this.next = next;
  }

  @Override
  public void write(int b) throws IOException {
    requireOpen();
    if (filled == BLOCK_BYTES) {
      passOn();
    }
    block[filled++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    requireOpen();
    if (length > BLOCK_BYTES - filled) {
      passOn();
    }
    if (length >= BLOCK_BYTES) {
      next.write(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, block, filled, length);
      filled += length;
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** Passes the rest on; the source can write no more. */
  void end() throws IOException {
    passOn();
    ended = true;
  }

  private void passOn() throws IOException {
    if (filled > 0) {
      int count = filled;
      filled = 0;
      next.write(block, 0, count);
    }
  }

  private void requireOpen() throws IOException {
    if (ended) {
      throw new IOException("the part has ended");
    }
  }
}
