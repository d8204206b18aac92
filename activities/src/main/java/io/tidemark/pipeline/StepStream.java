package io.tidemark.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/**
 * The entrance of a step: keeps its clock, counts what goes in, and marks what it throws as its own
 * unless it comes from a step further on.
 */
final class StepStream extends OutputStream {

  private final Step step;
  private final OutputStream stream;
  private final PassState pass;
  private final LongConsumer counter;
  private long bytes;
  private boolean closed;

  StepStream(Step step, OutputStream stream, PassState pass, LongConsumer counter) {
    this.step = step;
    this.stream = stream;
    this.pass = pass;
    this.counter = counter;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] block, int offset, int length) throws IOException {
    pass.requireGoing();
    Step left = pass.enter(step);
    try {
      stream.write(block, offset, length);
    } catch (IOException | RuntimeException e) {
      throw pass.failed(step, e);
    } finally {
      pass.enter(left);
    }
    bytes += length;
    counter.accept(length);
  }

  /** After a failure this only gives memory back: the steps below refuse what it still writes. */
  @Override
  public void close() throws StepFailure {
    if (closed) {
      return;
    }
    closed = true;
    boolean failedBefore = pass.hasFailed();
    Step left = pass.enter(step);
    try {
      stream.close();
    } catch (IOException | RuntimeException e) {
      StepFailure failure = pass.failed(step, e);
      if (!failedBefore) {
        throw failure;
      }
    } finally {
      pass.enter(left);
    }
  }

  /** Bytes that went in. */
  long bytes() {
    return bytes;
  }
}
