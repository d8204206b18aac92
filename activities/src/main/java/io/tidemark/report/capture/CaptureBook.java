package io.tidemark.report.capture;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What all reports saw of one database before, and what they add. Not safe for concurrent use. */
public final class CaptureBook {
  /** Where a file's new contents go. */
  @FunctionalInterface
  interface Sink {
    void write(CaptureFile kept) throws IOException;
  }

  private final CaptureFile before;
  private final Sink sink;
  private final Map<String, Captures> used = new TreeMap<>();

  CaptureBook(CaptureFile before, Sink sink) {
    this.before = before;
    this.sink = sink;
  }

  /** Remembers nothing and keeps nothing. */
  public static CaptureBook forgetful() {
    return new CaptureBook(CaptureFile.EMPTY, kept -> {});
  }

  /** One report's pages. */
  public Captures of(String report) {
    return used.computeIfAbsent(
        report, key -> new Captures(Optional.ofNullable(before.last().get(key)), before.sizes()));
  }

  /**
   * Keeps what this run's reports saw; the pages of the others stay.
   *
   * @throws IOException when the file cannot be written
   */
  public void save(Instant now) throws IOException {
    Map<String, Capture> captures = new TreeMap<>();
    used.forEach((report, seen) -> captures.put(report, seen.capture(now)));
    CaptureFile kept = before.with(captures);
    for (Captures seen : used.values()) {
      Optional<SizePoint> size = seen.size(now);
      kept = size.isPresent() ? kept.with(size.get()) : kept;
    }
    sink.write(kept);
  }
}
