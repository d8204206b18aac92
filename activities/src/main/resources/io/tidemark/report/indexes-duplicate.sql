-- The candidate is redundant beside the keeper: same table, method and predicate, and its key columns are the first
-- key columns of the keeper, element by element: column or expression, operator class, collation, order.
WITH busy AS MATERIALIZED (       -- deparsing an index takes ACCESS SHARE on its table
  SELECT relation FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
), plain AS MATERIALIZED (
  SELECT i.*, c.relname, c.relam, am.amname, t.relname AS tblname, n.nspname,
         coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_equal,        -- 15+
         EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')) AS constrains
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_am am ON am.oid = c.relam
  JOIN pg_class t ON t.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE i.indisvalid AND i.indisready AND i.indislive AND NOT c.relispartition
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
    AND t.relpersistence <> 't'
    AND i.indrelid NOT IN (SELECT relation FROM busy) AND i.indexrelid NOT IN (SELECT relation FROM busy)
    AND i.indrelid IN (SELECT indrelid FROM pg_index GROUP BY 1 HAVING count(*) > 1)
), idx AS MATERIALIZED (
  SELECT p.*, p.indnkeyatts::int AS width,
         ARRAY(SELECT concat_ws('|', CASE WHEN p.indkey[k - 1] = 0 THEN pg_get_indexdef(p.indexrelid, k, false) ELSE p.indkey[k - 1]::text END,
                                p.indclass[k - 1], p.indcollation[k - 1],
                                CASE WHEN p.amname = 'btree' THEN p.indoption[k - 1] ELSE 0 END)
               FROM generate_series(1, p.indnkeyatts) k ORDER BY k) AS keys,
         ARRAY(SELECT p.indkey[k - 1]::int FROM generate_series(p.indnkeyatts + 1, p.indnatts) k) AS included,
         ARRAY(SELECT p.indkey[k - 1]::int FROM generate_series(1, p.indnatts) k) AS held,
         coalesce(pg_get_expr(p.indpred, p.indrelid), '') AS predicate,
         coalesce(pg_stat_get_numscans(p.indexrelid), 0) AS scans,
         -- of two equal ones the stronger stays
         p.indisprimary::int * 16 + p.constrains::int * 8 + p.indisunique::int * 4
           + p.indisreplident::int * 2 + p.indisclustered::int AS strength
  FROM plain p
), pairs AS (
  SELECT c.*, k.relname AS keeper, k.indexrelid AS keeper_oid, k.scans AS keeper_scans, k.strength AS keeper_strength,
         c.keys = k.keys AND c.included <@ k.held AND k.included <@ c.held AS equal
  FROM idx c JOIN idx k ON k.indrelid = c.indrelid AND k.indexrelid <> c.indexrelid AND k.relam = c.relam AND k.predicate = c.predicate
  WHERE k.keys[1:c.width] = c.keys
    AND (c.amname = 'btree' OR k.width = c.width)      -- only a btree serves the beginning of its key alone
    AND c.included <@ k.held
    AND NOT (c.indisprimary OR c.constrains OR c.indisreplident OR c.indisexclusion)
    AND (NOT c.indisunique
         OR k.indisunique AND k.width = c.width AND k.nulls_equal = c.nulls_equal AND k.indimmediate = c.indimmediate)
)
SELECT nspname AS schema, tblname AS "table", relname AS index, keeper,
       CASE WHEN equal THEN 'duplicate' ELSE 'prefix' END AS kind, scans, keeper_scans,
       pg_relation_size(indexrelid) AS bytes, pg_relation_size(keeper_oid) AS keeper_bytes,
       pg_get_indexdef(indexrelid) AS definition
FROM pairs
WHERE NOT equal OR strength < keeper_strength
   OR strength = keeper_strength AND (scans < keeper_scans OR scans = keeper_scans AND indexrelid > keeper_oid)
ORDER BY kind, bytes DESC, 1, 2, 3, 4
