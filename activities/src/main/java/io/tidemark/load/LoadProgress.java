package io.tidemark.load;

import java.util.concurrent.atomic.AtomicLong;

/** How far a load is. Written by the threads that load, read at any time by any other. */
public final class LoadProgress {
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong total = new AtomicLong();

  /** Bytes of the decrypted stream that went to the server. */
  public long bytes() {
    return bytes.get();
  }

  /** Rows, or entries, that are done. */
  public long done() {
    return done.get();
  }

  /** Rows, or entries, in all; 0 when not known. */
  public long total() {
    return total.get();
  }

  void addBytes(long count) {
    bytes.addAndGet(count);
  }

  void addDone(long count) {
    done.addAndGet(count);
  }

  void expect(long count) {
    total.set(count);
  }
}
