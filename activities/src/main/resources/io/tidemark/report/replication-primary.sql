SELECT current_setting('max_slot_wal_keep_size') AS max_slot_wal_keep_size,
       current_setting('synchronous_standby_names') AS synchronous_standby_names,
       current_setting('archive_mode') AS archive_mode,
       a.archived_count, a.failed_count, a.last_archived_time, a.last_failed_time, a.last_failed_wal,
       a.last_failed_time > coalesce(a.last_archived_time, '-infinity') AS archiver_fails,
       CASE WHEN NOT pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 END AS position
FROM pg_stat_archiver a
