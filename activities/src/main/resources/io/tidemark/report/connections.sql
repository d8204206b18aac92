-- Room: client backends against what ordinary roles may use.
SELECT current_setting('max_connections')::bigint AS max_connections,
       current_setting('superuser_reserved_connections')::bigint
         + coalesce(current_setting('reserved_connections', true)::bigint, 0) AS reserved,   -- 16+
       (SELECT coalesce(sum(numbackends), 0) FROM pg_stat_database WHERE datid <> 0) AS used
