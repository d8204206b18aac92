-- Times as text with all their digits: they pin a session down, which its pid alone does not.
SELECT pid, leader_pid, datname AS database, usename AS role, application_name AS application, coalesce(state, 'hidden') AS state,
       coalesce(backend_type, '') AS backend_type, backend_start::text AS backend_start, xact_start::text AS xact_start,
       extract(epoch FROM clock_timestamp() - xact_start)::float8 AS transaction_age,
       extract(epoch FROM clock_timestamp() - state_change)::float8 AS in_state,
       left(regexp_replace(query, '\s+', ' ', 'g'), 300) AS query
FROM pg_stat_activity WHERE pid = ANY (?::bigint[])
