package io.tidemark.worker.config;

import io.tidemark.schedule.Cron;
import java.io.Serial;
import java.time.ZoneId;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** {@link Converters} of what concerns schedules. */
final class ScheduleConverters {
  private ScheduleConverters() {}

  public static final class CronText implements Converter<Cron> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Cron convert(String value) {
      return value.isEmpty() ? null : Cron.parse(value);
    }
  }

  /** A name of the time zone database, since that of an offset knows no summer. */
  public static final class Zone implements Converter<ZoneId> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public ZoneId convert(String value) {
      if (ZoneId.getAvailableZoneIds().contains(value)) {
        return ZoneId.of(value);
      }
      throw new IllegalArgumentException(
          "\"" + value + "\" is no time zone, such as Europe/Berlin or UTC");
    }
  }

  public static final class JitterMinutes implements Converter<Integer> {
    @Serial private static final long serialVersionUID = 1L;
    private static final int MOST = 24 * 60;

    @Override
    public Integer convert(String value) {
      try {
        int minutes = Integer.parseInt(value.strip());
        if (minutes >= 0 && minutes <= MOST) {
          return minutes;
        }
      } catch (NumberFormatException e) {
        // Said below, as for a number out of bounds.
      }
      throw new IllegalArgumentException(
          "\"" + value + "\" is not a whole number of minutes from 0 to " + MOST);
    }
  }
}
