package io.tidemark.report.capture;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is kept about one database.
 *
 * @param last by report, because each has its own run before
 * @param sizes oldest first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CaptureFile(Map<String, Capture> last, List<SizePoint> sizes) {
  private static final Duration HOURLY = Duration.ofDays(7);
  private static final Duration KEPT = Duration.ofDays(400);

  static final CaptureFile EMPTY = new CaptureFile(Map.of(), List.of());

  CaptureFile {
    last = Collections.unmodifiableMap(new TreeMap<>(last));
    sizes = List.copyOf(sizes);
  }

  /** With what some reports saw now. */
  CaptureFile with(Map<String, Capture> now) {
    Map<String, Capture> merged = new TreeMap<>(last);
    merged.putAll(now);
    return new CaptureFile(merged, sizes);
  }

  /** With new sizes, and older ones thinned: one an hour for a week, one a day for 400 days. */
  CaptureFile with(SizePoint size) {
    List<SizePoint> kept = new ArrayList<>();
    for (SizePoint point : sizes) {
      Duration age = Duration.between(point.at(), size.at());
      Duration step = age.compareTo(HOURLY) < 0 ? Duration.ofHours(1) : Duration.ofDays(1);
      boolean tooNear =
          !kept.isEmpty() && sameSlot(kept.get(kept.size() - 1).at(), point.at(), step);
      if (age.compareTo(KEPT) < 0 && !tooNear) {
        kept.add(point);
      }
    }
    kept.add(size);
    return new CaptureFile(last, kept);
  }

  private static boolean sameSlot(Instant one, Instant other, Duration step) {
    return one.getEpochSecond() / step.toSeconds() == other.getEpochSecond() / step.toSeconds();
  }
}
