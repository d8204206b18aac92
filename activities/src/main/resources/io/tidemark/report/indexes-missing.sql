-- Tables that are read whole again and again although only a part is wanted.
SELECT schemaname AS schema, relname AS "table", seq_scan, seq_tup_read, coalesce(idx_scan, 0) AS idx_scan, n_live_tup AS rows,
       (seq_tup_read / nullif(seq_scan, 0))::float8 AS rows_a_scan, pg_stat_get_tuples_inserted(relid) + n_tup_upd + n_tup_del AS writes
FROM pg_stat_user_tables
WHERE seq_scan >= 100 AND n_live_tup >= 10000 AND seq_scan > coalesce(idx_scan, 0) / 20
ORDER BY seq_tup_read DESC LIMIT 20
