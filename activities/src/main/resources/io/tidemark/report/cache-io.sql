-- 16 and later: which reads push which pages out. Rings (bulkread, vacuum) reuse their own pages; "normal" hurts.
SELECT backend_type, context, sum(reads)::float8 AS reads, sum(hits)::float8 AS hits,
       sum(evictions)::float8 AS evictions, sum(reuses)::float8 AS reuses, sum(read_time)::float8 AS read_millis
FROM pg_stat_io WHERE object = 'relation' GROUP BY 1, 2
HAVING coalesce(sum(reads), 0) + coalesce(sum(hits), 0) + coalesce(sum(evictions), 0) > 0
ORDER BY evictions DESC NULLS LAST, reads DESC
