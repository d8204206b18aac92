-- Relations under an exclusive lock, held or waited for, are not asked: the question would queue behind it.
WITH busy AS MATERIALIZED (
  SELECT relation FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
), tables AS MATERIALIZED (
  SELECT c.oid, c.relname, n.nspname, c.relpages, c.relpersistence, c.reltuples, c.relkind,
         c.oid IN (SELECT relation FROM busy)
           OR EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indexrelid IN (SELECT relation FROM busy)) AS busy
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' AND c.relpersistence <> 't'
)
SELECT nspname AS schema, relname AS "table", busy, relpersistence = 'u' AS unlogged, greatest(reltuples, 0)::float8 AS rows,
       CASE WHEN busy THEN relpages::bigint * current_setting('block_size')::bigint ELSE pg_relation_size(oid) END AS heap,
       CASE WHEN NOT busy THEN pg_indexes_size(oid) END AS indexes,
       CASE WHEN NOT busy THEN pg_table_size(oid) - pg_relation_size(oid) END AS other,
       CASE WHEN busy THEN relpages::bigint * current_setting('block_size')::bigint ELSE pg_total_relation_size(oid) END AS total,
       relkind = 'r' AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = tables.oid AND k.contype = 'p') AS no_primary_key
FROM tables ORDER BY total DESC, 1, 2 LIMIT 50
