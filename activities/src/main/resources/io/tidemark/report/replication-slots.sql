SELECT s.slot_name AS slot, s.slot_type AS type, s.database, s.plugin, s.active, s.wal_status,
       s.safe_wal_size::float8 AS safe_bytes,
       CASE WHEN NOT pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn)::float8 END AS retained,
       greatest(age(s.xmin), age(s.catalog_xmin)) AS xmin_age,
       (to_jsonb(s) ->> 'inactive_since')::timestamptz AS inactive_since,      -- 17+
       to_jsonb(s) ->> 'invalidation_reason' AS invalidation_reason            -- 17+
FROM pg_replication_slots s ORDER BY retained DESC NULLS LAST, 1
