-- Foreign keys whose columns are not, as a set, the first key columns of a usable index.
WITH busy AS MATERIALIZED (
  SELECT relation FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
), keys AS MATERIALIZED (
  SELECT c.*, n.nspname, t.relname, t.relpages, pn.nspname AS parent_schema, p.relname AS parent
  FROM pg_constraint c
  JOIN pg_class t ON t.oid = c.conrelid
  JOIN pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_class p ON p.oid = c.confrelid
  JOIN pg_namespace pn ON pn.oid = p.relnamespace
  WHERE c.contype = 'f' AND c.conparentid = 0 AND c.conrelid NOT IN (SELECT relation FROM busy)
)
SELECT k.nspname AS schema, k.relname AS "table", k.conname AS constraint, k.parent_schema, k.parent,
       (SELECT array_agg(a.attname::text ORDER BY u.place) FROM unnest(k.conkey) WITH ORDINALITY u(number, place)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number) AS columns,
       CASE k.confdeltype WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' WHEN 'd' THEN 'set default' ELSE 'refuse' END AS on_delete,
       k.relpages::bigint * current_setting('block_size')::bigint AS bytes,
       pg_stat_get_tuples_deleted(k.confrelid) AS parent_deletes, pg_stat_get_tuples_updated(k.confrelid) AS parent_updates
FROM keys k
WHERE NOT EXISTS (
  SELECT FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_am am ON am.oid = ic.relam
  WHERE i.indrelid = k.conrelid AND i.indisvalid AND i.indisready AND i.indnkeyatts >= cardinality(k.conkey)
    AND (am.amname = 'btree' OR am.amname = 'hash' AND cardinality(k.conkey) = 1)
    AND (SELECT array_agg(x ORDER BY x) FROM unnest((string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(k.conkey)]) x)
      = (SELECT array_agg(x ORDER BY x) FROM unnest(k.conkey) x)
    -- the check of a foreign key asks with "=", from which the planner proves IS NOT NULL and nothing else
    AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) IN
          (SELECT format('(%I IS NOT NULL)', a.attname) FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey))))
ORDER BY pg_stat_get_tuples_deleted(k.confrelid) * k.relpages::float8 DESC, bytes DESC, 1, 2, 3
