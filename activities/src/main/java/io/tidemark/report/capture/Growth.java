package io.tidemark.report.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How fast something grows: the median of the slopes between all pairs of looks (Theil and Sen), so
 * that one bulk load or one VACUUM FULL does not decide it.
 */
public final class Growth {
  private static final double DAY = Duration.ofDays(1).toSeconds();

  /** Looks nearer to each other say more about autovacuum than about growth. */
  private static final Duration LEAST = Duration.ofMinutes(30);

  private Growth() {}

  /**
   * Bytes a day.
   *
   * @param at when each size was seen
   * @param bytes the sizes, in the same order
   * @return empty when all was seen within half an hour
   */
  public static OptionalDouble perDay(List<Instant> at, List<Long> bytes) {
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < at.size(); i++) {
      for (int j = i + 1; j < at.size(); j++) {
        Duration between = Duration.between(at.get(i), at.get(j));
        if (between.compareTo(LEAST) >= 0) {
          slopes.add((bytes.get(j) - bytes.get(i)) / (between.toSeconds() / DAY));
        }
      }
    }
    if (slopes.isEmpty()) {
      return OptionalDouble.empty();
    }
    Collections.sort(slopes);
    int middle = slopes.size() / 2;
    return OptionalDouble.of(
        slopes.size() % 2 == 1
            ? slopes.get(middle)
            : (slopes.get(middle - 1) + slopes.get(middle)) / 2);
  }
}
