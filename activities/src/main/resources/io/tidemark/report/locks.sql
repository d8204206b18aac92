SELECT locktype AS type, mode, count(*) FILTER (WHERE granted) AS granted, count(*) FILTER (WHERE NOT granted) AS waiting,
       count(*) FILTER (WHERE fastpath) AS fast_path
FROM pg_locks WHERE pid IS DISTINCT FROM pg_backend_pid() GROUP BY 1, 2 ORDER BY 4 DESC, 3 DESC, 1, 2
