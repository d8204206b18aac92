SELECT pid, usename AS role, application_name AS application,
       extract(epoch FROM clock_timestamp() - query_start)::float8 AS running,
       wait_event_type, wait_event, left(regexp_replace(query, '\s+', ' ', 'g'), 300) AS query
FROM pg_stat_activity
WHERE state = 'active' AND backend_type = 'client backend' AND datname = current_database()
  AND query_start < clock_timestamp() - interval '60 s' AND pid <> pg_backend_pid()
ORDER BY running DESC LIMIT 20
