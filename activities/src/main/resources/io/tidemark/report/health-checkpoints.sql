SELECT %s::float8 AS timed, %s::float8 AS requested, stats_reset, extract(epoch FROM clock_timestamp() - stats_reset)::float8 AS window
FROM %s
