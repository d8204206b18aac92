-- Definitions that are hard to load: names and texts that look like pg_restore's own comments or
-- psql's commands, objects that pg_dump moves behind their indexes, and an event trigger that
-- forbids any DDL to the session that loads.

CREATE SCHEMA "we""ird; -- TOC entry 3";
CREATE TYPE mood AS ENUM ('b', 'a');
CREATE TABLE parent (id int PRIMARY KEY, n int, twice int GENERATED ALWAYS AS (n * 2) STORED);
ALTER TABLE parent OWNER TO keeper;
CREATE TABLE child (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id int REFERENCES parent, x text UNIQUE, gone int);
ALTER TABLE child DROP COLUMN gone;
CREATE TABLE "we""ird; -- TOC entry 3"."new
line" ("a
b" int PRIMARY KEY, "Q""uote" text, arr text[], money money, iv interval, ts timestamptz,
  f float8, d date, by bytea, j jsonb);
CREATE TABLE nothing ();
CREATE TABLE moods (m mood, v int) PARTITION BY HASH (m);
CREATE TABLE moods_0 PARTITION OF moods FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE moods_1 PARTITION OF moods FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE events (id int, d date, PRIMARY KEY (id, d)) PARTITION BY RANGE (d);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE INDEX ON events (d);
CREATE TABLE event_notes (id int, d date, FOREIGN KEY (id, d) REFERENCES events);
CREATE TABLE base_kind (a int); CREATE TABLE sub_kind (b int) INHERITS (base_kind);
CREATE MATERIALIZED VIEW postponed AS SELECT id, n, count(*) FROM parent GROUP BY id;
CREATE MATERIALIZED VIEW on_postponed AS SELECT * FROM postponed;
CREATE UNIQUE INDEX ON on_postponed (id);
CREATE MATERIALIZED VIEW empty_one AS SELECT 1 AS one WITH NO DATA;
COMMENT ON INDEX on_postponed_id_idx IS E'--\n-- TOC entry 1 (class 1 OID 1)\n-- Name: x; Type: INDEX; Schema: a; Owner: b\n--\n;DROP TABLE parent;\n\\! touch /tmp/owned';
CREATE VIEW grouped AS SELECT id, n, count(*) FROM parent GROUP BY id;
CREATE STATISTICS both_columns ON id, n FROM parent; ALTER STATISTICS both_columns SET STATISTICS 50;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER touching BEFORE INSERT ON parent FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE parent DISABLE TRIGGER touching;
COMMENT ON TRIGGER touching ON parent IS 'x; Type: INDEX; Schema: y';
ALTER TABLE child ENABLE ROW LEVEL SECURITY; ALTER TABLE child FORCE ROW LEVEL SECURITY;
CREATE POLICY "p; Type: TRIGGER; Schema: z" ON child USING (x <> '{fn a()}' AND x <> '?');
CREATE INDEX expression ON parent ((n + 1)); ALTER INDEX expression ALTER COLUMN 1 SET STATISTICS 77;
ALTER TABLE parent CLUSTER ON parent_pkey; ALTER TABLE parent REPLICA IDENTITY USING INDEX parent_pkey;
CREATE PUBLICATION one_table FOR TABLE parent; CREATE PUBLICATION everything FOR ALL TABLES;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO "Visitor ""x""";
GRANT SELECT ON postponed, parent TO "Visitor ""x""" WITH GRANT OPTION;
ALTER TABLE child ADD CONSTRAINT unchecked CHECK (id > 0) NOT VALID;
ALTER TABLE child ADD CONSTRAINT unproven FOREIGN KEY (id) REFERENCES parent NOT VALID;
CREATE TABLE ranges (r int4range, EXCLUDE USING gist (r WITH &&) DEFERRABLE INITIALLY DEFERRED);
CREATE FUNCTION atomic_body() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;
CREATE SEQUENCE called; SELECT nextval('called'); CREATE SEQUENCE down INCREMENT -5; SELECT nextval('down');
SELECT lo_from_bytea(4711, '\x0102'); GRANT SELECT ON LARGE OBJECT 4711 TO keeper; COMMENT ON LARGE OBJECT 4711 IS 'lo';
INSERT INTO parent SELECT i, i FROM generate_series(1, 500) i;
INSERT INTO child (parent_id, x) SELECT i, 'x' || i FROM generate_series(1, 400) i;
INSERT INTO "we""ird; -- TOC entry 3"."new
line" VALUES (1, E'tab\t nl\n cr\r bs\\ \\. \\N', ARRAY['a', NULL, '\N', '"'], 1234.56, '-1 day -2 hours',
    'infinity', 'NaN', '-infinity', '\x00ff5c', '{"a": null}'),
  (2, '', '{}', NULL, NULL, NULL, '-Infinity', NULL, '', NULL), (3, '\.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO nothing DEFAULT VALUES; INSERT INTO nothing DEFAULT VALUES;
INSERT INTO moods SELECT (ARRAY['a', 'b'])[1 + i % 2]::mood, i FROM generate_series(1, 50) i;
INSERT INTO events SELECT i, '2020-01-01'::date + i FROM generate_series(1, 700) i;
INSERT INTO event_notes SELECT id, d FROM events WHERE id % 3 = 0;
INSERT INTO base_kind VALUES (1); INSERT INTO sub_kind VALUES (2, 3);
INSERT INTO ranges VALUES ('[1,3)'), ('[3,9)');
CREATE RULE branching AS ON INSERT TO parent WHERE new.n > 5
  DO ALSO (INSERT INTO child (parent_id, x) VALUES (1, 'a;b'); DELETE FROM child WHERE x = '$$');
REFRESH MATERIALIZED VIEW postponed; REFRESH MATERIALIZED VIEW on_postponed;
CREATE FUNCTION no_ddl() RETURNS event_trigger LANGUAGE plpgsql AS
  $$ BEGIN IF current_setting('application_name') LIKE 'tidemark post-data%' THEN RAISE 'no DDL, please'; END IF; END $$;
CREATE EVENT TRIGGER forbids_refresh ON ddl_command_end EXECUTE FUNCTION no_ddl();
CREATE EVENT TRIGGER forbids_drop ON sql_drop EXECUTE FUNCTION no_ddl();
COMMENT ON EVENT TRIGGER forbids_refresh IS 'comes last';
