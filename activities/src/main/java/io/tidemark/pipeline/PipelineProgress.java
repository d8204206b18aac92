package io.tidemark.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/** How far a part is. Written by the thread that makes the part, read at any time by any other. */
public final class PipelineProgress {

  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong rawBytes = new AtomicLong();
  private final AtomicLong storedBytes = new AtomicLong();
  private volatile Step step = Step.DUMP;

  /** Counts rows that a source has read. */
  public void addRows(long count) {
    rows.addAndGet(count);
  }

  /** Rows read so far; 0 for a source that does not count them. */
  public long rows() {
    return rows.get();
  }

  /** Bytes that left the dump so far, give or take a buffer. */
  public long rawBytes() {
    return rawBytes.get();
  }

  /** Bytes handed to the store so far. */
  public long storedBytes() {
    return storedBytes.get();
  }

  /** The step that is at work right now. */
  public Step step() {
    return step;
  }

  void enter(Step now) {
    step = now;
  }

  void addRawBytes(long count) {
    rawBytes.addAndGet(count);
  }

  void addStoredBytes(long count) {
    storedBytes.addAndGet(count);
  }
}
