package io.tidemark.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A crontab's five fields, one of its nicknames, or {@code @every 6h}, taken apart here rather than
 * by Temporal: a schedule can then be compared with what Temporal has, and a day of the month
 * beside a day of the week means either of them, as cron has it, where Temporal means both.
 *
 * @param text as it was written
 * @param times days and times of day; empty when {@code every} is not
 * @param every time between two runs
 */
public record Cron(String text, List<CalendarTimes> times, Optional<Duration> every) {
  private static final Pattern EVERY = Pattern.compile("@every\\s+(\\d{1,6})\\s*([smhd])");
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  public Cron {
    times = List.copyOf(times);
  }

  /**
   * Takes it apart.
   *
   * @throws IllegalArgumentException when it is none; the message says what is expected
   */
  public static Cron parse(String text) {
    String cron = text.strip().toLowerCase(Locale.ROOT);
    Matcher matcher = EVERY.matcher(cron);
    if (matcher.matches()) {
      return new Cron(text.strip(), List.of(), Optional.of(duration(matcher)));
    }
    String[] fields = NICKNAMES.getOrDefault(cron, cron).split("\\s+", -1);
    if (fields.length != 5) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no schedule: five fields are expected (minute, hour, day of the"
              + " month, month, day of the week) such as \"0 2 * * *\", or @daily, or @every 6h");
    }
    SortedSet<Integer> minutes = new CronField("minute", 0, 59, List.of()).read(fields[0]);
    SortedSet<Integer> hours = new CronField("hour", 0, 23, List.of()).read(fields[1]);
    SortedSet<Integer> months = new CronField("month", 1, 12, MONTHS).read(fields[3]);
    SortedSet<Integer> days = new CronField("day of the month", 1, 31, List.of()).read(fields[2]);
    SortedSet<Integer> weekdays =
        sundayIsZero(new CronField("day of the week", 0, 7, DAYS).read(fields[4]));
    CalendarTimes both = new CalendarTimes(minutes, hours, days, months, weekdays);
    boolean either = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    return new Cron(
        text.strip(),
        either ? List.of(both.withEveryWeekday(), both.withEveryDay()) : List.of(both),
        Optional.empty());
  }

  private static Duration duration(Matcher matcher) {
    long number = Long.parseLong(matcher.group(1));
    Duration every =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    if (every.isZero()) {
      throw new IllegalArgumentException("@every needs more than nothing");
    }
    return every;
  }

  private static SortedSet<Integer> sundayIsZero(SortedSet<Integer> days) {
    SortedSet<Integer> weekdays = new TreeSet<>();
    days.forEach(day -> weekdays.add(day % 7));
    return weekdays;
  }
}
