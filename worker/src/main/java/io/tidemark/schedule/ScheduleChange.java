package io.tidemark.schedule;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be done to one schedule.
 *
 * @param id of the schedule
 * @param kind what is done
 * @param before what it does now, by name; only what differs
 * @param after what it will do, by name; only what differs
 */
public record ScheduleChange(
    String id, Kind kind, Map<String, String> before, Map<String, String> after) {
  /** What can be done to a schedule. */
  public enum Kind {
    CREATE,
    UPDATE,
    DELETE,
    NONE
  }

  public ScheduleChange {
    before = Collections.unmodifiableMap(new TreeMap<>(before));
    after = Collections.unmodifiableMap(new TreeMap<>(after));
  }

  static ScheduleChange between(String id, Map<String, String> now, Map<String, String> wanted) {
    Map<String, String> before = new TreeMap<>(now);
    Map<String, String> after = new TreeMap<>(wanted);
    before.entrySet().removeAll(wanted.entrySet());
    after.entrySet().removeAll(now.entrySet());
    Kind kind = before.isEmpty() && after.isEmpty() ? Kind.NONE : Kind.UPDATE;
    return new ScheduleChange(id, kind, before, after);
  }
}
