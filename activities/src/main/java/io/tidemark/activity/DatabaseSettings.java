package io.tidemark.activity;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.retention.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the configuration says of one database.
 *
 * @param name by which workflows call it
 * @param target where it is; for dump and restore, so never through a transaction-mode pooler
 * @param replica a standby of it for reading; empty when none is configured
 * @param store name of the store that is written during the dump
 * @param copies names of further stores, which get verified copies of a sealed backup, in order
 * @param compression {@code zstd}, {@code gzip} or {@code none}
 * @param retention which backups are kept in {@code store}, and in copies without a policy of their
 *     own
 * @param copyRetention which backups are kept in a copy, by the store's name
 * @param restore what a restore over this database needs
 * @param partSizeBytes heap and TOAST bytes of a part
 * @param lanes parts in flight at once
 * @param holders sessions that keep the snapshot open
 * @param maxMinutes the longest a backup or a restore may take
 * @param onDdl {@code fail} or {@code cancel}
 */
public record DatabaseSettings(
    String name,
    ConnectionTarget target,
    Optional<ConnectionTarget> replica,
    String store,
    List<String> copies,
    String compression,
    RetentionPolicy retention,
    Map<String, RetentionPolicy> copyRetention,
    RestoreRules restore,
    long partSizeBytes,
    int lanes,
    int holders,
    int maxMinutes,
    String onDdl) {
  public DatabaseSettings {
    requireNonNull(name, "name is null");
    requireNonNull(target, "target is null");
    requireNonNull(replica, "replica is null");
    requireNonNull(store, "store is null");
    copies = List.copyOf(copies);
    requireNonNull(compression, "compression is null");
    requireNonNull(retention, "retention is null");
    copyRetention = Map.copyOf(copyRetention);
    requireNonNull(restore, "restore is null");
    requireNonNull(onDdl, "onDdl is null");
  }

  /** Names of all its stores, the written one first. */
  public List<String> stores() {
    return Stream.concat(Stream.of(store), copies.stream()).toList();
  }

  /** Which backups are kept in one of its stores. */
  public RetentionPolicy retention(String storeName) {
    return copyRetention.getOrDefault(storeName, retention);
  }
}
