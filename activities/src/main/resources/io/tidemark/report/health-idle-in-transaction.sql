SELECT pid, usename AS role, datname AS database, application_name AS application, backend_start::text AS backend_start, xact_start::text AS xact_start,
       extract(epoch FROM clock_timestamp() - state_change)::float8 AS idle, extract(epoch FROM clock_timestamp() - xact_start)::float8 AS transaction_age,
       left(regexp_replace(query, '\s+', ' ', 'g'), 200) AS last_query
FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND state_change < clock_timestamp() - interval '60 s'
ORDER BY idle DESC LIMIT 20
