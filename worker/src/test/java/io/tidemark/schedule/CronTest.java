package io.tidemark.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Crontab lines, and the times that they mean. */
final class CronTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *             | every minute",
        "0 2 * * *             | minute 0, hour 2",
        "30 1-3,22 * * *       | minute 30, hour 1-3 22",
        "*/15 * * * *          | minute 0 15 30 45",
        "5/20 0 * * *          | minute 5 25 45, hour 0",
        "0 0-12/6 * * *        | minute 0, hour 0 6 12",
        "0 2 1 * *             | minute 0, hour 2, day 1",
        "0 2 * jan-mar,DEC *   | minute 0, hour 2, month 1-3 12",
        "0 2 * * MON-FRI       | minute 0, hour 2, weekday 1-5",
        "0 2 * * 5-7           | minute 0, hour 2, weekday 0 5-6",
        "0 2 * * 0,7           | minute 0, hour 2, weekday 0",
        "@daily                | minute 0, hour 0",
        "@weekly               | minute 0, hour 0, weekday 0"
      })
  void aLineMeansItsTimes(String line, String times) {
    assertThat(Cron.parse(line).times()).singleElement().hasToString(times);
  }

  @Test
  void aDayOfTheMonthBesideADayOfTheWeekMeansEither() {
    assertThat(Cron.parse("0 2 1 * 1").times())
        .extracting(CalendarTimes::toString)
        .containsExactly("minute 0, hour 2, day 1", "minute 0, hour 2, weekday 1");
  }

  @Test
  void twoWaysOfWritingTheSameTimesAreEqual() {
    assertThat(Cron.parse("0,15,30,45 2 * * 1-5").times())
        .isEqualTo(Cron.parse("*/15 2 * * MON,TUE,WED,THU,FRI").times());
  }

  @Test
  void everyMeansAnInterval() {
    assertThat(Cron.parse("@every 6h").every()).hasValue(Duration.ofHours(6));
    assertThat(Cron.parse("@every 90 s").every()).hasValue(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "daily",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "a * * * *",
        "* * * * fun",
        "1,,2 * * * *",
        "*-5 * * * *",
        "-1 * * * *",
        "@every 0s",
        "@every",
        "@reboot"
      })
  void whatIsNoScheduleIsRefused(String line) {
    assertThatThrownBy(() -> Cron.parse(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFieldThatIsWrongIsNamed() {
    assertThatThrownBy(() -> Cron.parse("0 25 * * *"))
        .hasMessage("\"25\" is no hour: 0 to 23 are, with * , - and / as in a crontab");
  }
}
