package io.tidemark.worker.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.tidemark.schedule.Cron;
import io.tidemark.worker.config.ScheduleConverters.CronText;
import io.tidemark.worker.config.ScheduleConverters.JitterMinutes;
import io.tidemark.worker.config.ScheduleConverters.Zone;
import java.time.ZoneId;
import java.util.Optional;

/** Variables that say when jobs run by themselves; part of {@link Variables}. */
interface ScheduleVariables {
  @WithName("backup.schedule")
  @WithConverter(CronText.class)
  Optional<Cron> backupSchedule();

  @WithName("backup.verify-schedule")
  @WithConverter(CronText.class)
  Optional<Cron> verifySchedule();

  @WithName("backup.prune-schedule")
  @WithConverter(CronText.class)
  Optional<Cron> pruneSchedule();

  @WithName("backup.schedule-time-zone")
  @WithConverter(Zone.class)
  @WithDefault("UTC")
  ZoneId scheduleTimeZone();

  @WithName("backup.schedule-jitter-minutes")
  @WithConverter(JitterMinutes.class)
  @WithDefault("0")
  int scheduleJitterMinutes();
}
