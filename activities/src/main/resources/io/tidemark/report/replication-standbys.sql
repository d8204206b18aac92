SELECT application_name AS standby, client_addr::text AS address, state, sync_state,
       CASE WHEN NOT pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_current_wal_lsn(), sent_lsn)::float8 END AS unsent,
       CASE WHEN NOT pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::float8 END AS lag_bytes,
       extract(epoch FROM replay_lag)::float8 AS replay_lag, reply_time
FROM pg_stat_replication WHERE state IS DISTINCT FROM 'backup' ORDER BY 6 DESC NULLS LAST, 1
