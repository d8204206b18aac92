package io.tidemark.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * A schedule as Temporal lists it.
 *
 * @param id of the schedule
 * @param workflowType of what it starts
 * @param paused whether it starts nothing
 * @param note what the last person to pause or resume it wrote
 * @param next when it starts something, unless it is paused
 * @param last when it started something the last time
 */
public record ScheduleState(
    String id,
    String workflowType,
    boolean paused,
    String note,
    Optional<Instant> next,
    Optional<Instant> last) {}
