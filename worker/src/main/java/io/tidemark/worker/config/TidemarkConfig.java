package io.tidemark.worker.config;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.Secret;
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
 * @param stores by name; every database's store is among them
 * @param encryptionKey the master secret as configured, a passphrase or 32 bytes in hex or base64;
 *     empty when none was given, and then nothing can be backed up or read
 * @param programs folder of pg_dump, pg_restore and pg_dumpall; empty to search the usual places
 * @param cache folder for what Tidemark downloads
 * @param slots parts at work at once in one worker process, whatever their database
 * @param warnings what was ignored or looks mistaken, for people to read
 */
public record TidemarkConfig(
    String taskQueue,
    Map<String, DatabaseConfig> databases,
    Map<String, StoreConfig> stores,
    Optional<Secret> encryptionKey,
    Optional<Path> programs,
    Path cache,
    int slots,
    List<String> warnings) {
  public TidemarkConfig {
    requireNonNull(taskQueue, "taskQueue is null");
    requireNonNull(encryptionKey, "encryptionKey is null");
    requireNonNull(programs, "programs is null");
    requireNonNull(cache, "cache is null");
    databases = Collections.unmodifiableMap(new TreeMap<>(databases));
    stores = Collections.unmodifiableMap(new TreeMap<>(stores));
    warnings = List.copyOf(warnings);
    for (DatabaseConfig database : databases.values()) {
      if (!stores.containsKey(database.store())) {
        throw new IllegalArgumentException(
            "database " + database.name() + " names the unknown store " + database.store());
      }
    }
  }
}
