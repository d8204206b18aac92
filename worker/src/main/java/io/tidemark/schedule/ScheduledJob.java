package io.tidemark.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.ZoneId;

/**
 * A job and when it runs.
 *
 * @param kind what is done
 * @param database to which database
 * @param cron when
 * @param zone whose clock {@code cron} means
 * @param jitter a run begins up to this much later, always the same for one time of one schedule
 * @param catchUp a run that was missed by no more than this, because Temporal was away, is made up
 *     for; several missed ones are one
 */
public record ScheduledJob(
    JobKind kind, String database, Cron cron, ZoneId zone, Duration jitter, Duration catchUp) {
  /** Long enough for a night's outage, too short to back up at noon what was due last week. */
  public static final Duration USUAL_CATCH_UP = Duration.ofHours(6);

  public ScheduledJob {
    requireNonNull(kind, "kind is null");
    requireNonNull(database, "database is null");
    requireNonNull(cron, "cron is null");
    requireNonNull(zone, "zone is null");
    requireNonNull(jitter, "jitter is null");
    requireNonNull(catchUp, "catchUp is null");
  }

  /** The schedule's id: {@code tidemark-backup-orders}. */
  public String id() {
    return "tidemark-" + kind.word() + "-" + database;
  }
}
