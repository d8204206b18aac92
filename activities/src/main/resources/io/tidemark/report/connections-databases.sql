SELECT d.datname AS database, s.numbackends AS sessions,
       nullif(d.datconnlimit, -1) AS connection_limit,
       s.sessions AS sessions_ever, s.sessions_abandoned AS abandoned, s.sessions_killed AS killed,
       (s.session_time / nullif(s.sessions, 0) / 1000)::float8 AS average_session,
       (100 * s.active_time / nullif(s.session_time, 0))::float8 AS active_share,
       (100 * s.idle_in_transaction_time / nullif(s.session_time, 0))::float8 AS idle_in_transaction_share
FROM pg_database d JOIN pg_stat_database s ON s.datid = d.oid
WHERE NOT d.datistemplate ORDER BY 2 DESC, 1
