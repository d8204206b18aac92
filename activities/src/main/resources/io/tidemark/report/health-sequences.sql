-- The end is the sequence's own, or that of the column it feeds: owned by it, or named in its default.
WITH fed AS (
  SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS number FROM pg_depend d
  WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
  UNION
  SELECT d.refobjid, f.adrelid, f.adnum FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid
  WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'n'
), ends AS (
  SELECT q.*, c.relname, n.nspname, f.relation, a.attname, a.atttypid,
         least(q.seqmax, CASE a.atttypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647 ELSE q.seqmax END) AS last
  FROM pg_sequence q
  JOIN pg_class c ON c.oid = q.seqrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN fed f ON f.sequence = q.seqrelid
  LEFT JOIN pg_attribute a ON a.attrelid = f.relation AND a.attnum = f.number
  WHERE NOT q.seqcycle AND c.relpersistence <> 't'
)
SELECT e.nspname AS schema, e.relname AS sequence, (SELECT relname FROM pg_class WHERE oid = e.relation) AS "table", e.attname AS column,
       format_type(e.atttypid, NULL) AS type, e.last::float8 AS last, v.last_value::float8 AS value,
       has_sequence_privilege(e.seqrelid, 'SELECT, USAGE') AS readable,
       CASE WHEN e.seqincrement > 0 THEN (100.0 * (v.last_value - e.seqmin) / nullif(e.last::numeric - e.seqmin, 0))::float8
            ELSE (100.0 * (e.seqmax - v.last_value) / nullif(e.seqmax::numeric - e.seqmin, 0))::float8 END AS used
FROM ends e JOIN pg_sequences v ON v.schemaname = e.nspname AND v.sequencename = e.relname
ORDER BY used DESC NULLS LAST, 1, 2
