-- Counters only, without the file of texts. Column names follow the extension, not the server.
SELECT concat_ws('/', userid, %s, queryid) AS key, queryid, calls::float8 AS calls,
       total_exec_time AS total, stddev_exec_time AS deviation, max_exec_time AS longest,
       rows::float8 AS rows, shared_blks_hit::float8 AS hit, shared_blks_read::float8 AS read,
       temp_blks_written::float8 AS temp, wal_bytes::float8 AS wal,
       (%s)::float8 AS io, %s AS since
FROM %s.pg_stat_statements(false)
WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
