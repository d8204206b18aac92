SELECT s.subname AS subscription, s.pid IS NOT NULL AS running, extract(epoch FROM clock_timestamp() - s.last_msg_receipt_time)::float8 AS since_last_message,
       pg_wal_lsn_diff(s.received_lsn, s.latest_end_lsn)::float8 AS unreported
FROM pg_stat_subscription s WHERE (to_jsonb(s) ->> 'relid') IS NULL ORDER BY 1
