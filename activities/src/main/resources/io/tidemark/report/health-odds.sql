-- Things that wait for somebody to notice them; one row each.
SELECT 'pending-restart' AS kind, name AS subject, format('%s, in the configuration files since the last start', setting) AS detail FROM pg_settings WHERE pending_restart
UNION ALL
SELECT 'not-valid', format('%I.%I', n.nspname, k.conname), 'rows from before the constraint were never checked' FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
 WHERE NOT k.convalidated AND coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
UNION ALL
SELECT 'trigger-disabled', format('%I.%I', n.nspname, c.relname), t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE t.tgenabled = 'D' AND NOT t.tgisinternal
UNION ALL
SELECT 'unlogged', format('%I.%I', n.nspname, c.relname), 'empty after a crash, and on every standby' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relpersistence = 'u' AND c.relkind = 'r'
UNION ALL
SELECT 'prepared', gid, format('since %s, of %s in %s', prepared, owner, database) FROM pg_prepared_xacts WHERE prepared < now() - interval '1 h'
ORDER BY 1, 2 LIMIT 100
