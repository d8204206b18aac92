package io.tidemark.retention;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/** A length of time of which one backup, the last one, stands for all. */
public enum Tier {
  HOURLY,
  DAILY,
  WEEKLY,
  MONTHLY,
  YEARLY;

  /**
   * The start of the period in which a moment falls, by the calendar of a zone. Weeks begin on
   * Monday. The two hours of the same name at the end of summer time are two hours.
   */
  Instant periodOf(Instant moment, ZoneId zone) {
    ZonedDateTime local = moment.atZone(zone);
    LocalDate day = local.toLocalDate();
    return switch (this) {
      case HOURLY -> local.truncatedTo(ChronoUnit.HOURS).toInstant();
      case DAILY -> startOf(day, zone);
      case WEEKLY -> startOf(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone);
      case MONTHLY -> startOf(day.withDayOfMonth(1), zone);
      case YEARLY -> startOf(day.withDayOfYear(1), zone);
    };
  }

  /** The period's name, for people: {@code 2026-11-23 14h}, {@code 2026-W48}, {@code 2026-11}. */
  String nameOf(Instant period, ZoneId zone) {
    ZonedDateTime start = period.atZone(zone);
    return switch (this) {
      case HOURLY -> DateTimeFormatter.ofPattern("uuuu-MM-dd HH'h'").format(start);
      case DAILY -> start.toLocalDate().toString();
      case WEEKLY ->
          "%d-W%02d"
              .formatted(
                  start.get(IsoFields.WEEK_BASED_YEAR),
                  start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTHLY -> DateTimeFormatter.ofPattern("uuuu-MM").format(start);
      case YEARLY -> Integer.toString(start.getYear());
    };
  }

  private static Instant startOf(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }
}
