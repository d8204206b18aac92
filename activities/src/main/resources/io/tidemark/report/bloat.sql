-- Tables with what vacuum knows of them, and an estimate of their waste that trusts statistics only where it may:
-- row width from pg_stats with each column on its own alignment, against the pages there are.
WITH busy AS MATERIALIZED (
  SELECT relation FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
), tables AS MATERIALIZED (
  SELECT c.oid, c.relname, n.nspname, c.relowner, c.relpages, c.reltuples, c.relallvisible, c.relfrozenxid, c.reltoastrelid, c.relkind,
         c.oid IN (SELECT relation FROM busy) AS busy,
         o.fillfactor, o.enabled, o.threshold, o.scale, o.most
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_am am ON am.oid = c.relam AND am.amname = 'heap'
  CROSS JOIN LATERAL (
    SELECT coalesce(max(option_value) FILTER (WHERE option_name = 'fillfactor'), '100')::int AS fillfactor,
           coalesce(max(option_value) FILTER (WHERE option_name = 'autovacuum_enabled'), 'true')::boolean
             AND current_setting('autovacuum')::boolean AS enabled,
           coalesce(max(option_value) FILTER (WHERE option_name = 'autovacuum_vacuum_threshold'), current_setting('autovacuum_vacuum_threshold'))::float8 AS threshold,
           coalesce(max(option_value) FILTER (WHERE option_name = 'autovacuum_vacuum_scale_factor'), current_setting('autovacuum_vacuum_scale_factor'))::float8 AS scale,
           coalesce(nullif(coalesce(max(option_value) FILTER (WHERE option_name = 'autovacuum_vacuum_max_threshold'),
                                    current_setting('autovacuum_vacuum_max_threshold', true)), '-1'), 'Infinity')::float8 AS most      -- 18+
    FROM pg_options_to_table(c.reloptions)) o
  WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
), widths AS (
  SELECT a.attrelid, count(*) FILTER (WHERE a.attisdropped) AS dropped,
         count(*) FILTER (WHERE NOT a.attisdropped AND s.avg_width IS NULL) AS without_statistics,
         count(*) FILTER (WHERE NOT a.attisdropped AND a.atttypid = 'name'::regtype) AS names,
         count(*) FILTER (WHERE NOT a.attisdropped AND NOT a.attnotnull) AS nullable,
         count(*) FILTER (WHERE NOT a.attisdropped) AS columns,
         -- a fixed-width column begins at its own alignment: counted as the gap left by its predecessor
         sum((1 - coalesce(s.null_frac, 0)) * coalesce(s.avg_width, 0)) FILTER (WHERE NOT a.attisdropped) AS bytes,
         array_agg(CASE a.attalign WHEN 'd' THEN 8 WHEN 'i' THEN 4 WHEN 's' THEN 2 ELSE 1 END ORDER BY a.attnum)
           FILTER (WHERE NOT a.attisdropped) AS aligns,
         array_agg(CASE WHEN a.attlen > 0 THEN a.attlen::float8 ELSE coalesce(s.avg_width, 0) END ORDER BY a.attnum)
           FILTER (WHERE NOT a.attisdropped) AS lengths,
         array_agg(a.attlen < 0 ORDER BY a.attnum) FILTER (WHERE NOT a.attisdropped) AS varying,
         array_agg(coalesce(s.null_frac, 0)::float8 ORDER BY a.attnum) FILTER (WHERE NOT a.attisdropped) AS nulls
  FROM pg_attribute a JOIN tables t ON t.oid = a.attrelid
  LEFT JOIN pg_stats s ON s.schemaname = t.nspname AND s.tablename = t.relname AND s.attname = a.attname AND NOT s.inherited
  WHERE a.attnum > 0 GROUP BY 1
)
SELECT t.oid::bigint AS oid, t.nspname AS schema, t.relname AS "table", t.busy, t.relkind = 'm' AS materialized,
       pg_get_userbyid(t.relowner)::text AS owner,
       CASE WHEN pg_has_role(t.relowner, 'USAGE') THEN true
            WHEN current_setting('server_version_num')::int >= 170000 THEN has_table_privilege(t.oid, 'MAINTAIN')
            ELSE false END AS may_vacuum,
       t.relpages::bigint AS pages, t.relallvisible::bigint AS all_visible, t.reltuples::float8 AS tuples,
       CASE WHEN t.busy THEN t.relpages::bigint * current_setting('block_size')::bigint ELSE pg_relation_size(t.oid) END AS bytes,
       t.reltoastrelid::bigint AS toast, t.fillfactor, t.enabled AS autovacuum,
       s.n_live_tup AS live, s.n_dead_tup AS dead, s.n_mod_since_analyze AS modified,
       least(t.threshold + t.scale * greatest(t.reltuples, 0), t.most) AS trigger_point,
       greatest(s.last_vacuum, s.last_autovacuum) AS last_vacuum, greatest(s.last_analyze, s.last_autoanalyze) AS last_analyze,
       s.vacuum_count + s.autovacuum_count AS vacuums, age(t.relfrozenxid) AS xid_age,
       coalesce(w.dropped, 0) AS dropped, coalesce(w.without_statistics, 0) AS without_statistics, coalesce(w.names, 0) AS names,
       w.aligns, w.lengths, w.varying, w.nulls, current_setting('block_size')::bigint AS block
FROM tables t
LEFT JOIN pg_stat_all_tables s ON s.relid = t.oid
LEFT JOIN widths w ON w.attrelid = t.oid
ORDER BY bytes DESC, 2, 3 LIMIT 2000
