package io.tidemark.schedule;

import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The times that have one of each: minute, hour, day, month and weekday, at second 0. In this form
 * two ways of writing the same times are equal.
 *
 * @param weekdays Sunday is 0
 */
record CalendarTimes(
    SortedSet<Integer> minutes,
    SortedSet<Integer> hours,
    SortedSet<Integer> days,
    SortedSet<Integer> months,
    SortedSet<Integer> weekdays) {
  private static final SortedSet<Integer> EVERY_DAY = range(1, 31);
  private static final SortedSet<Integer> EVERY_WEEKDAY = range(0, 6);

  CalendarTimes withEveryDay() {
    return new CalendarTimes(minutes, hours, EVERY_DAY, months, weekdays);
  }

  CalendarTimes withEveryWeekday() {
    return new CalendarTimes(minutes, hours, days, months, EVERY_WEEKDAY);
  }

  ScheduleCalendarSpec spec() {
    return ScheduleCalendarSpec.newBuilder()
        .setMinutes(ranges(minutes))
        .setHour(ranges(hours))
        .setDayOfMonth(ranges(days))
        .setMonth(ranges(months))
        .setDayOfWeek(ranges(weekdays))
        .build();
  }

  static CalendarTimes of(ScheduleCalendarSpec spec) {
    return new CalendarTimes(
        values(spec.getMinutes()),
        values(spec.getHour()),
        values(spec.getDayOfMonth()),
        values(spec.getMonth()),
        values(spec.getDayOfWeek()));
  }

  /** For people: {@code minute 0, hour 2}; what is every one of its kind is not said. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ");
    say(text, "minute", minutes, range(0, 59));
    say(text, "hour", hours, range(0, 23));
    say(text, "day", days, EVERY_DAY);
    say(text, "month", months, range(1, 12));
    say(text, "weekday", weekdays, EVERY_WEEKDAY);
    return text.length() == 0 ? "every minute" : text.toString();
  }

  private static void say(
      StringJoiner text, String name, SortedSet<Integer> values, SortedSet<Integer> all) {
    if (!values.equals(all)) {
      text.add(
          name
              + " "
              + ranges(values).stream().map(CalendarTimes::words).collect(Collectors.joining(" ")));
    }
  }

  private static String words(ScheduleRange range) {
    return range.getStart() == range.getEnd()
        ? Integer.toString(range.getStart())
        : range.getStart() + "-" + range.getEnd();
  }

  private static SortedSet<Integer> range(int from, int to) {
    return Collections.unmodifiableSortedSet(
        IntStream.rangeClosed(from, to).boxed().collect(Collectors.toCollection(TreeSet::new)));
  }

  /** As few ranges as there can be. */
  private static List<ScheduleRange> ranges(SortedSet<Integer> values) {
    List<ScheduleRange> ranges = new ArrayList<>();
    int start = values.first();
    int end = start;
    for (int value : values) {
      if (value > end + 1) {
        ranges.add(new ScheduleRange(start, end));
        start = value;
      }
      end = value;
    }
    ranges.add(new ScheduleRange(start, end));
    return ranges;
  }

  private static SortedSet<Integer> values(List<ScheduleRange> ranges) {
    SortedSet<Integer> values = new TreeSet<>();
    for (ScheduleRange range : ranges) {
      int step = Math.max(1, range.getStep());
      for (int value = range.getStart();
          value <= Math.max(range.getStart(), range.getEnd());
          value += step) {
        values.add(value);
      }
    }
    return values;
  }
}
