SELECT 'session' AS holder, pid::text AS name, usename::text AS role, coalesce(state, 'hidden') AS state,
       greatest(age(backend_xmin), age(backend_xid))::float8 AS xmin_age, extract(epoch FROM clock_timestamp() - xact_start)::float8 AS held
FROM pg_stat_activity WHERE (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL) AND pid <> pg_backend_pid()
UNION ALL
SELECT 'slot', slot_name, slot_type, CASE WHEN active THEN 'active' ELSE 'inactive' END, greatest(age(xmin), age(catalog_xmin))::float8, NULL
FROM pg_replication_slots WHERE xmin IS NOT NULL OR catalog_xmin IS NOT NULL
UNION ALL
SELECT 'standby', application_name, client_addr::text, state, age(backend_xmin)::float8, NULL FROM pg_stat_replication WHERE backend_xmin IS NOT NULL
UNION ALL
SELECT 'prepared transaction', gid, owner::text, database::text, age(transaction)::float8, extract(epoch FROM clock_timestamp() - prepared)::float8 FROM pg_prepared_xacts
ORDER BY xmin_age DESC NULLS LAST LIMIT 20
