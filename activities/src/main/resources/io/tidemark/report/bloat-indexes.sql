-- Bytes an entry: an index whose entries grew wider since it was built is full of holes, or its keys grew.
WITH busy AS MATERIALIZED (
  SELECT relation FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
)
SELECT c.oid::bigint AS oid, n.nspname AS schema, t.relname AS "table", c.relname AS index, am.amname AS method,
       c.relfilenode::bigint AS file, c.reltuples::float8 AS tuples, c.relpages::bigint * current_setting('block_size')::bigint AS bytes,
       coalesce((SELECT option_value::int FROM pg_options_to_table(c.reloptions) WHERE option_name = 'fillfactor'), 90) AS fillfactor
FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am am ON am.oid = c.relam
WHERE c.relkind = 'i' AND i.indisvalid AND c.reltuples > 0 AND am.amname <> 'brin' AND c.relpages > 1
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' AND t.relpersistence <> 't'
  AND c.oid NOT IN (SELECT relation FROM busy) AND i.indrelid NOT IN (SELECT relation FROM busy)
ORDER BY c.relpages DESC, 2, 4 LIMIT 500
