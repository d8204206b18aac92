package io.tidemark.activity;

import io.tidemark.postgres.ConnectionTarget;

/**
 * What the configuration says of one database.
 *
 * @param name by which workflows call it
 * @param target where it is; for dump and restore, so never through a transaction-mode pooler
 * @param store name of the store that is written during the dump
 * @param compression {@code zstd}, {@code gzip} or {@code none}
 * @param partSizeBytes heap and TOAST bytes of a part
 * @param lanes parts in flight at once
 * @param holders sessions that keep the snapshot open
 * @param maxMinutes the longest a backup or a restore may take
 * @param onDdl {@code fail} or {@code cancel}
 * @param keepDays backups younger than this are kept
 * @param keepLast at least so many of the newest are kept
 */
public record DatabaseSettings(
    String name,
    ConnectionTarget target,
    String store,
    String compression,
    long partSizeBytes,
    int lanes,
    int holders,
    int maxMinutes,
    String onDdl,
    int keepDays,
    int keepLast) {}
