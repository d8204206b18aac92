-- A database that our role may not connect to keeps its size to itself.
SELECT d.datname AS database,
       CASE WHEN has_database_privilege(d.oid, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE') THEN pg_database_size(d.oid) END AS bytes,
       d.datname = current_database() AS here
FROM pg_database d WHERE d.datallowconn OR d.datistemplate ORDER BY 2 DESC NULLS LAST, 1
