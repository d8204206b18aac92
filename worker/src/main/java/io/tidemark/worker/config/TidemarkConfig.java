package io.tidemark.worker.config;

import static java.util.Objects.requireNonNull;

import io.tidemark.activity.DatabaseSettings;
import io.tidemark.schedule.ScheduledJob;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A worker's whole configuration. Safe to print: secrets show as {@code ***}.
 *
 * @param taskQueue the queue people type; the queues for parts and holders are derived from it
 * @param databases by the name that requests use; never empty
 * @param stores by name; those of every database are among them
 * @param keys without one, nothing can be backed up or read
 * @param programs folder of pg_dump, pg_restore and pg_dumpall; empty to search the usual places
 * @param cache folder for what Tidemark downloads
 * @param slots parts at work at once in one worker process, whatever their database
 * @param stopSeconds how long a worker that stops waits for what it does before it interrupts that
 * @param http where metrics and health are served
 * @param notifications whom to tell
 * @param schedules when jobs run by themselves, once {@code schedule apply} told Temporal
 * @param warnings what was ignored or looks mistaken, for people to read
 */
public record TidemarkConfig(
    String taskQueue,
    Map<String, DatabaseSettings> databases,
    Map<String, StoreConfig> stores,
    KeyConfig keys,
    Optional<Path> programs,
    Path cache,
    int slots,
    int stopSeconds,
    HttpConfig http,
    NotificationConfig notifications,
    List<ScheduledJob> schedules,
    List<String> warnings) {
  public TidemarkConfig {
    requireNonNull(taskQueue, "taskQueue is null");
    requireNonNull(keys, "keys is null");
    requireNonNull(programs, "programs is null");
    requireNonNull(cache, "cache is null");
    requireNonNull(http, "http is null");
    requireNonNull(notifications, "notifications is null");
    databases = Collections.unmodifiableMap(new TreeMap<>(databases));
    stores = Collections.unmodifiableMap(new TreeMap<>(stores));
    schedules = List.copyOf(schedules);
    warnings = List.copyOf(warnings);
    for (DatabaseSettings database : databases.values()) {
      for (String store : database.stores()) {
        if (!stores.containsKey(store)) {
          throw new IllegalArgumentException(
              "database " + database.name() + " names the unknown store " + store);
        }
      }
    }
  }
}
