-- Every index of users' tables, its use, and why it may have to stay although nobody scans it.
WITH busy AS MATERIALIZED (
  SELECT relation FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
), idx AS MATERIALIZED (
  SELECT i.*, c.relname, c.relkind, c.relispartition, c.relpages, n.nspname, t.relname AS tblname, am.amname,
         i.indexrelid IN (SELECT relation FROM busy) OR i.indrelid IN (SELECT relation FROM busy) AS busy
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_am am ON am.oid = c.relam
  JOIN pg_class t ON t.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' AND t.relpersistence <> 't'
)
SELECT i.nspname AS schema, i.tblname AS "table", i.relname AS index, i.amname AS method, i.busy,
       i.indisvalid AS valid, i.relkind = 'I' AS partitioned, i.relispartition AS partition,
       CASE WHEN i.busy THEN i.relpages::bigint * current_setting('block_size')::bigint ELSE pg_relation_size(i.indexrelid) END AS bytes,
       coalesce(pg_stat_get_numscans(i.indexrelid), 0) AS scans,
       (to_jsonb(s) ->> 'last_idx_scan')::timestamptz AS last_scan,                                -- 16+
       i.indisunique OR i.indisreplident OR i.indisexclusion OR i.indisclustered
         OR EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid) AS needed,
       EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = i.indrelid
                  AND f.conkey @> ARRAY[i.indkey[0]]) AS serves_foreign_key,
       EXISTS (SELECT FROM pg_stat_progress_create_index p
                WHERE p.datname = current_database() AND (p.relid = i.indrelid OR p.index_relid = i.indexrelid)) AS being_built,
       CASE WHEN NOT i.busy THEN pg_get_indexdef(i.indexrelid) END AS definition
FROM idx i LEFT JOIN pg_stat_all_indexes s ON s.indexrelid = i.indexrelid
ORDER BY bytes DESC, 1, 3
