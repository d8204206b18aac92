-- Every database, templates and closed ones too: the oldest stops the whole cluster.
SELECT datname AS database, datallowconn AS open, age(datfrozenxid)::float8 AS xid_age, mxid_age(datminmxid)::float8 AS mxid_age,
       current_setting('autovacuum_freeze_max_age')::float8 AS freeze_max_age, current_setting('vacuum_failsafe_age')::float8 AS failsafe_age
FROM pg_database ORDER BY greatest(age(datfrozenxid), mxid_age(datminmxid)) DESC, 1
