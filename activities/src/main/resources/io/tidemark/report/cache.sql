SELECT blks_hit::float8 AS hit, blks_read::float8 AS read, temp_files::float8 AS temp_files, temp_bytes::float8 AS temp_bytes,
       deadlocks::float8 AS deadlocks, blk_read_time AS read_millis, stats_reset,
       current_setting('track_io_timing')::boolean AS timed,
       current_setting('shared_buffers') AS shared_buffers,
       (SELECT setting::bigint FROM pg_settings WHERE name = 'shared_buffers') * current_setting('block_size')::bigint AS shared_bytes
FROM pg_stat_database WHERE datname = current_database()
