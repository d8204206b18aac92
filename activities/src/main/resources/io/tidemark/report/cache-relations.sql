SELECT schemaname AS schema, relname AS relation, kind, hit, read, (100.0 * hit / nullif(hit + read, 0))::float8 AS ratio
FROM (SELECT schemaname, relname, 'table' AS kind, heap_blks_hit AS hit, heap_blks_read AS read FROM pg_statio_user_tables
      UNION ALL
      SELECT schemaname, indexrelname, 'index', idx_blks_hit, idx_blks_read FROM pg_statio_user_indexes) r
WHERE read > 0 ORDER BY read DESC, 1, 2 LIMIT 20
