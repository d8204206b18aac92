-- Who waits for whom, by the lock manager itself; asked only about those that do wait for a lock.
SELECT w.pid, pg_blocking_pids(w.pid) AS blocked_by, w.leader_pid, l.mode, l.locktype,
       CASE WHEN l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            THEN (SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = l.relation)
            ELSE l.relation::text END AS object,
       extract(epoch FROM clock_timestamp() - coalesce(l.waitstart, w.state_change))::float8 AS waiting
FROM pg_stat_activity w
LEFT JOIN LATERAL (SELECT * FROM pg_locks l WHERE l.pid = w.pid AND NOT l.granted LIMIT 1) l ON true
WHERE w.wait_event_type = 'Lock' AND w.pid <> pg_backend_pid()
