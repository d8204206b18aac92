package io.tidemark.worker.config;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.ConnectionTarget;

/**
 * One database and how it is backed up.
 *
 * @param name the name that requests use: the database's own
 * @param url where dumps and restores connect: the server itself, never a pooler
 * @param store name of the store that its backups are in
 * @param compression {@code zstd}, {@code gzip} or {@code none}
 * @param retention which backups are kept
 * @param partSizeMiB heap and TOAST that a part of rows holds, about, MiB
 * @param parallelism parts of one backup or restore at work at once
 * @param holders sessions that keep a backup's snapshot open
 * @param maxMinutes the longest a backup or restore may take, minutes
 * @param onDdl {@code fail} or {@code cancel}: what happens to DDL that waits for a backup's locks
 */
public record DatabaseConfig(
    String name,
    ConnectionTarget url,
    String store,
    String compression,
    RetentionConfig retention,
    int partSizeMiB,
    int parallelism,
    int holders,
    int maxMinutes,
    String onDdl) {
  public DatabaseConfig {
    requireNonNull(name, "name is null");
    requireNonNull(url, "url is null");
    requireNonNull(store, "store is null");
    requireNonNull(compression, "compression is null");
    requireNonNull(retention, "retention is null");
    requireNonNull(onDdl, "onDdl is null");
  }
}
