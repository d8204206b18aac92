-- backend_type is NULL for sessions that our role may not see into.
SELECT coalesce(state, 'hidden') AS state, count(*) AS sessions,
       avg(extract(epoch FROM clock_timestamp() - backend_start))::float8 AS average_age,
       avg(extract(epoch FROM clock_timestamp() - state_change))::float8 AS average_in_state,
       max(extract(epoch FROM clock_timestamp() - xact_start))::float8 AS longest_transaction
FROM pg_stat_activity
WHERE backend_type = 'client backend' OR backend_type IS NULL AND datid IS NOT NULL
GROUP BY 1 ORDER BY 2 DESC
