-- A database with every kind of object that pg_dump knows, for round trips.
--
-- A line "-- @" begins a new section, run in a transaction of its own. It may name conditions that
-- the server must meet: since N, until N (major versions, inclusive), extension NAME, icu, xml.
-- :database stands for the quoted name of the database, :folder for a folder the server can read.

-- @ roles belong to the whole server; other zoos may have made them
DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(4711);
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zoo_owner') THEN
    CREATE ROLE zoo_owner;
    CREATE ROLE zoo_reader LOGIN;
    CREATE ROLE "zoo ""odd"" röle";
    GRANT zoo_owner TO "zoo ""odd"" röle";
  END IF;
END $$;

-- @ the database's own properties
ALTER DATABASE :database SET work_mem = '5MB';
ALTER DATABASE :database SET "zoo.custom" = 'it''s, "odd"';
ALTER ROLE zoo_reader IN DATABASE :database SET statement_timeout = '17s';
ALTER DATABASE :database CONNECTION LIMIT 77;
COMMENT ON DATABASE :database IS E'a zoo, it''s "quoted"\nand more';
GRANT CREATE, TEMPORARY ON DATABASE :database TO zoo_owner WITH GRANT OPTION;
REVOKE TEMPORARY ON DATABASE :database FROM PUBLIC;

-- @ schemas and what newcomers in them inherit
CREATE SCHEMA zoo AUTHORIZATION zoo_owner;
COMMENT ON SCHEMA zoo IS 'cages';
GRANT USAGE ON SCHEMA zoo TO zoo_reader;
CREATE SCHEMA empty;
CREATE SCHEMA U&"odd ""schema""\000Awith \00FCmlaut";
COMMENT ON SCHEMA public IS 'public, and renamed by nobody';
GRANT CREATE ON SCHEMA public TO zoo_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA zoo GRANT SELECT ON TABLES TO zoo_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE zoo_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- @ types
CREATE TYPE zoo.mood AS ENUM ('sad', 'ok', 'it''s', 'happy');
ALTER TYPE zoo.mood ADD VALUE 'grim' BEFORE 'ok';
COMMENT ON TYPE zoo.mood IS 'how it feels';
CREATE TYPE zoo.point3 AS (x float8, y float8, "Z z" numeric(10,3));
CREATE TYPE zoo.nested AS (p zoo.point3, names text[]);
CREATE TYPE zoo.floatrange AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE DOMAIN zoo.positive AS int NOT NULL DEFAULT 1 CONSTRAINT more_than_0 CHECK (VALUE > 0);
CREATE DOMAIN zoo.positives AS zoo.positive[] CHECK (array_length(VALUE, 1) < 10);
COMMENT ON CONSTRAINT more_than_0 ON DOMAIN zoo.positive IS 'really';
ALTER DOMAIN zoo.positive ADD CONSTRAINT small CHECK (VALUE < 1000000) NOT VALID;
CREATE TYPE zoo.shell;
GRANT USAGE ON TYPE zoo.mood TO zoo_reader;
REVOKE USAGE ON TYPE zoo.nested FROM PUBLIC;
ALTER TYPE zoo.mood OWNER TO zoo_owner;

-- @ collations
CREATE COLLATION zoo.c_like (provider = libc, locale = 'C');
COMMENT ON COLLATION zoo.c_like IS 'plain bytes';

-- @ icu
CREATE COLLATION zoo.german_phone (provider = icu, locale = 'de-u-co-phonebk');
CREATE COLLATION zoo.no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE zoo.icu_sorted (a text COLLATE zoo.german_phone, b text COLLATE zoo.no_case UNIQUE);
INSERT INTO zoo.icu_sorted VALUES ('Ärger', 'a'), ('Aerger', 'B'), (NULL, NULL);
CREATE INDEX ON zoo.icu_sorted (a);

-- @ functions, procedures, aggregates, operators, casts
CREATE FUNCTION zoo.plus_one(int) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 3
  AS 'SELECT $1 + 1';
CREATE FUNCTION zoo.standard_body(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql
  BEGIN ATOMIC SELECT a * b + zoo.plus_one(a); END;
CREATE FUNCTION zoo.out_args(IN a int, OUT b int, INOUT c text, VARIADIC d int[])
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = zoo, pg_temp SET work_mem = '3MB'
  AS $body$ BEGIN b := a; c := c || '$$;'; END; $body$;
CREATE FUNCTION zoo.rows_of(n int) RETURNS TABLE (i int, label text) LANGUAGE plpgsql ROWS 7
  AS $$ BEGIN RETURN QUERY SELECT g, 'row ' || g FROM generate_series(1, n) g; END $$;
CREATE PROCEDURE zoo.do_nothing(INOUT a int) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
COMMENT ON FUNCTION zoo.plus_one(int) IS 'adds 1; isn''t it';
REVOKE EXECUTE ON FUNCTION zoo.plus_one(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION zoo.plus_one(int) TO zoo_reader;
ALTER FUNCTION zoo.plus_one(int) OWNER TO zoo_owner;
CREATE FUNCTION zoo.product_step(numeric, numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
  AS 'SELECT coalesce($1, 1) * coalesce($2, 1)';
CREATE AGGREGATE zoo.product(numeric) (SFUNC = zoo.product_step, STYPE = numeric, INITCOND = '1');
CREATE AGGREGATE zoo.pick(float8 ORDER BY anyelement)
  (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final,
   FINALFUNC_EXTRA);
COMMENT ON AGGREGATE zoo.product(numeric) IS 'of all';
CREATE FUNCTION zoo.same_parity(int, int) RETURNS bool LANGUAGE sql IMMUTABLE
  AS 'SELECT ($1 - $2) % 2 = 0';
CREATE OPERATOR zoo.=%= (LEFTARG = int, RIGHTARG = int, FUNCTION = zoo.same_parity,
  COMMUTATOR = OPERATOR(zoo.=%=));
COMMENT ON OPERATOR zoo.=%= (int, int) IS 'same parity';
CREATE OPERATOR FAMILY zoo.int_family USING btree;
CREATE OPERATOR CLASS zoo.int_backwards FOR TYPE int USING btree FAMILY zoo.int_family AS
  OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <,
  FUNCTION 1 btint4cmp(int, int);
CREATE FUNCTION zoo.mood_to_int(zoo.mood) RETURNS int LANGUAGE sql IMMUTABLE
  AS $$ SELECT CASE $1 WHEN 'sad'::zoo.mood THEN 0 ELSE 1 END $$;
CREATE CAST (zoo.mood AS int) WITH FUNCTION zoo.mood_to_int(zoo.mood) AS ASSIGNMENT;
CREATE CAST (zoo.point3 AS text) WITH INOUT;
CREATE CONVERSION zoo.to_latin1 FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
CREATE FUNCTION zoo.handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql',
  'plpgsql_call_handler';
CREATE LANGUAGE zoolang HANDLER zoo.handler;
CREATE TRANSFORM FOR int LANGUAGE zoolang
  (FROM SQL WITH FUNCTION pg_catalog.prsd_lextype(internal));
CREATE FUNCTION zoo.am_handler(internal) RETURNS table_am_handler LANGUAGE internal
  AS 'heap_tableam_handler';
CREATE ACCESS METHOD zoo_heap TYPE TABLE HANDLER zoo.am_handler;

-- @ every data type, and values that like to get lost
CREATE TABLE zoo.every_type (
  id int PRIMARY KEY,
  i2 smallint, i8 bigint, n numeric, n2 numeric(12,2), f4 real, f8 double precision, b boolean,
  t text, v varchar(20), c char(5), c1 "char", nm name, by bytea, d date, tm time(3), tz timetz,
  ts timestamp, tsz timestamptz, iv interval, u uuid, j json, jb jsonb, jp jsonpath,
  ip inet, net cidr, mac macaddr, mac8 macaddr8, bits bit(5), vbits varbit, m money,
  tsv tsvector, tsq tsquery, pt point, ln line, ls lseg, bx box, pa path, pg polygon, ci circle,
  r4 int4range, rn numrange, rt tstzrange, mr int8multirange, l pg_lsn, sn pg_snapshot, oi oid,
  rc regclass, rr regrole, mo zoo.mood, p3 zoo.point3, ne zoo.nested, fr zoo.floatrange,
  po zoo.positive, pos zoo.positives, ai int[], at text[], a2 int[][], am zoo.mood[],
  ap zoo.point3[], ar int4range[], aj jsonb[]);
INSERT INTO zoo.every_type (id, n2, n, f4, f8, t, v, c, c1, by, d, ts, tsz, iv, j, jb, po, pos, at, m) VALUES
  (1, 12300.10, 'NaN', 'NaN', '-Infinity', '', '', '', 'a', '', 'infinity', 'infinity', '-infinity',
   '1 mon -1 day 00:00:00.000001', '{"a":  1, "a": 2}', '{"a": 1e400}', 1, '{}', '{}', -12.34),
  (2, NULL, 'Infinity', '1e-45', '4.9406564584124654e-324', E'\\N', E'\\.', E'\\', '\377',
   '\x00ff5c0a', '4713-01-01 BC', '294276-12-31 23:59:59.999999', '4714-11-24 00:00:00+00 BC',
   '-178000000 years', ' null ', 'null', 2, '{1,2}', '{NULL,"NULL","",null,"a\"b,c\\d"}', 0),
  (3, NULL, 1e131071, 3.4028235e38, 0.1, E'tab\there\nnewline\r\ncr\rbackslash\\ \\t \\n',
   E'\b\f\v\x01\x7f', '   ', ' ', NULL, '5874897-12-31', '0001-01-01', '2026-03-29 02:30:00+02',
   'P1Y2M3DT4H5M6.789S', '"\u00e4"', '"\ud83d\ude00"', 3, NULL, NULL, 92233720368547758.07),
  (4, NULL, 0.000000000000000000000000000000000000001, -0.0, '-0', E'\n', E'\\N\n\\.\n',
   'abcde', 'z', '\x', '0001-01-01 BC', NULL, NULL, '00:00:00', NULL, NULL, 999999, '{3}', '{{a},{b}}', NULL),
  (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 5,
   NULL, NULL, NULL);
INSERT INTO zoo.every_type (id, i2, i8, b, nm, tm, tz, u, jp, ip, net, mac, mac8, bits, vbits, tsv,
    tsq, pt, ln, ls, bx, pa, pg, ci, r4, rn, rt, mr, l, sn, oi, rc, rr, mo, p3, ne, fr, po, ai, a2,
    am, ap, ar, aj) VALUES
  (6, -32768, -9223372036854775808, true, repeat('n', 63), '24:00:00', '23:59:59.999999-15:59',
   'ffffffff-ffff-ffff-ffff-ffffffffffff', 'strict $."a b"[*] ? (@ > 1)', '::ffff:1.2.3.4/96',
   '10.0.0.0/8', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', B'10101', B'',
   $$'it''s':1A,2 'back\\slash':3 plain$$, $$'a b' & !c:*A <2> d$$, '(1e-300,NaN)', '{1,-1,0}',
   '((0,0),(1,1))', '((1,1),(0,0))', '[(0,0),(1,1)]', '((0,0),(1,1),(2,0))', '<(0,0),Infinity>',
   '[1,5)', '(,0.1]', '[2026-01-01 00:00+00,infinity)', '{[1,2),[5,6)}', 'FFFFFFFF/FFFFFFFF',
   '10:20:10,14,15', 4294967295, 'pg_class', 'zoo_owner', 'it''s',
   ROW(1.5, 'Infinity', -1.250), ROW(ROW(1, 2, NULL), ARRAY['a,b', NULL, '"', '\', '']),
   '(0.1,0.3]', 6, '[-1:1]={1,NULL,3}', '{{1,2},{3,4}}', '{sad,"it''s",NULL}',
   ARRAY[ROW(1, 2, 3)::zoo.point3, NULL], '{"[1,2)",empty}', ARRAY['{"a": [1, null]}', NULL]::jsonb[]);

-- @ text in many scripts, and large values, inline and not
CREATE TABLE zoo.large (id int PRIMARY KEY, t text, b bytea, plain text, main text);
ALTER TABLE zoo.large ALTER COLUMN t SET STORAGE EXTERNAL, ALTER COLUMN main SET STORAGE MAIN;
ALTER TABLE zoo.large ALTER COLUMN plain SET COMPRESSION pglz;
INSERT INTO zoo.large VALUES
  (1, repeat('äöü€😀', 300000), decode(repeat('00ff0a5c09', 200000), 'hex'), repeat('x', 3000000), 'm'),
  (2, E'日本語\tעברית\u200E', NULL, (SELECT string_agg(md5(g::text), '') FROM generate_series(1, 20000) g), ''),
  (3, (SELECT string_agg(chr(g), '') FROM generate_series(1, 55295) g), '', NULL, NULL);

-- @ generated, identity, defaults, dropped columns
CREATE SEQUENCE zoo.descending AS smallint INCREMENT -3 MINVALUE -100 MAXVALUE 50 START 44 CACHE 5 CYCLE;
SELECT nextval('zoo.descending'), nextval('zoo.descending');
CREATE SEQUENCE zoo.never_called START 12;
CREATE SEQUENCE zoo.set_not_called;
SELECT setval('zoo.set_not_called', 42, false);
CREATE SEQUENCE zoo.exhausted MAXVALUE 3;
SELECT nextval('zoo.exhausted'), nextval('zoo.exhausted'), nextval('zoo.exhausted');
COMMENT ON SEQUENCE zoo.descending IS 'counts down';
GRANT SELECT, UPDATE ON SEQUENCE zoo.descending TO zoo_reader;
ALTER SEQUENCE zoo.never_called OWNER TO zoo_owner;
CREATE TABLE zoo.generated (
  gone1 int, id bigint GENERATED BY DEFAULT AS IDENTITY (START 100 INCREMENT 10), gone2 text,
  always int GENERATED ALWAYS AS IDENTITY, a int NOT NULL DEFAULT nextval('zoo.descending'),
  twice bigint GENERATED ALWAYS AS (a * 2) STORED, s serial, gone3 int,
  stamp timestamptz DEFAULT '2026-01-01 00:00+00', "select" text DEFAULT E'it''s\n\\' );
INSERT INTO zoo.generated (gone1, gone2, a) SELECT g, 'x', g FROM generate_series(1, 100) g;
ALTER TABLE zoo.generated DROP COLUMN gone1, DROP COLUMN gone2, DROP COLUMN gone3;
ALTER TABLE zoo.generated ADD COLUMN late text DEFAULT 'added later';
INSERT INTO zoo.generated (a) SELECT g FROM generate_series(101, 150) g;

-- @ since 18 virtual columns, NOT NULL constraints with names, NOT ENFORCED, temporal keys
CREATE TABLE zoo.virtual (id int, v text GENERATED ALWAYS AS ('<' || id || '>') VIRTUAL, w text,
  CONSTRAINT id_is_known NOT NULL id, CONSTRAINT wish CHECK (id > 0) NOT ENFORCED);
INSERT INTO zoo.virtual (id, w) VALUES (-1, 'a'), (2, NULL);
ALTER TABLE zoo.virtual ADD CONSTRAINT w_is_known NOT NULL w NOT VALID;

-- @ since 18 extension btree_gist
CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public;
CREATE TABLE zoo.booked (room int, during tstzrange, PRIMARY KEY (room, during WITHOUT OVERLAPS));
INSERT INTO zoo.booked VALUES (1, '[2026-01-01,2026-01-02)'), (1, '[2026-01-02,2026-01-03)');

-- @ since 15 what 15 brought
CREATE TABLE zoo.nulls_alike (a int, b int, UNIQUE NULLS NOT DISTINCT (a, b));
INSERT INTO zoo.nulls_alike VALUES (1, NULL), (NULL, 1);
CREATE TABLE zoo.hundreds (n numeric(12,-2));
INSERT INTO zoo.hundreds VALUES (12345);
CREATE VIEW zoo.as_invoker WITH (security_invoker = true, security_barrier) AS
  SELECT id, t FROM zoo.every_type;

-- @ names
CREATE TABLE U&"odd ""schema""\000Awith \00FCmlaut".U&"new\000Aline ""quoted"" \005C.\0009tab" (
  U&"col\000Aumn" int PRIMARY KEY, "with space" text, "Üñí" text, "a.b" int, "semi;colon" text,
  "--comment" text, "/*open" text, "${env}" text, "`backquote`" text);
INSERT INTO U&"odd ""schema""\000Awith \00FCmlaut".U&"new\000Aline ""quoted"" \005C.\0009tab"
  VALUES (1, 'a', 'ü', 3, ';', '--', '/*', '$', '`');
CREATE INDEX U&"in\000Adex" ON U&"odd ""schema""\000Awith \00FCmlaut".U&"new\000Aline ""quoted"" \005C.\0009tab" ("a.b");
COMMENT ON TABLE U&"odd ""schema""\000Awith \00FCmlaut".U&"new\000Aline ""quoted"" \005C.\0009tab"
  IS E'line 1\n\\. line 2\n\\! echo pwned';
CREATE TABLE zoo."UPPER" ("Id" int);
INSERT INTO zoo."UPPER" VALUES (1), (1), (1);
CREATE TABLE zoo."select" ("from" int, "where" text);
INSERT INTO zoo."select" VALUES (1, 'x');
CREATE TABLE zoo.zażółć_gęślą_jaźń_this_name_is_as_long_as_allowed_x (a int);
INSERT INTO zoo.zażółć_gęślą_jaźń_this_name_is_as_long_as_allowed_x VALUES (1);

-- @ tables of odd shapes
CREATE TABLE zoo.no_columns ();
INSERT INTO zoo.no_columns DEFAULT VALUES;
INSERT INTO zoo.no_columns DEFAULT VALUES;
CREATE TABLE zoo.only_generated (a int GENERATED ALWAYS AS (1) STORED);
INSERT INTO zoo.only_generated DEFAULT VALUES;
CREATE TABLE zoo.empty_table (a int);
CREATE UNLOGGED TABLE zoo.unlogged (a int);
INSERT INTO zoo.unlogged VALUES (1), (2);
CREATE TABLE zoo.of_type OF zoo.point3 (PRIMARY KEY (x));
INSERT INTO zoo.of_type VALUES (1, 2, 3);
CREATE TABLE zoo.tuned (a int, b text) WITH (fillfactor = 40, autovacuum_enabled = false);
ALTER TABLE zoo.tuned ALTER COLUMN b SET STATISTICS 321, ALTER COLUMN b SET (n_distinct = -0.5);
INSERT INTO zoo.tuned SELECT g, 'x' || g FROM generate_series(1, 5000) g;
DO $$ BEGIN
  EXECUTE (SELECT 'CREATE TABLE zoo.wide (' || string_agg('c' || g || ' int', ', ') || ')'
             FROM generate_series(1, 1600) g);
  EXECUTE (SELECT 'INSERT INTO zoo.wide VALUES (' || string_agg(CASE WHEN g % 7 = 0 THEN 'NULL' ELSE g::text END, ', ') || ')'
             FROM generate_series(1, 1600) g);
END $$;
CREATE TABLE zoo.other_heap (a int, b text) USING zoo_heap;
INSERT INTO zoo.other_heap VALUES (1, 'through another access method');

-- @ inheritance; the parent's rows are not its children's
CREATE TABLE zoo.animal (id int, name text NOT NULL CHECK (name <> ''));
CREATE TABLE zoo.bird (wings int DEFAULT 2) INHERITS (zoo.animal);
CREATE TABLE zoo.penguin (CHECK (wings = 0), name text DEFAULT 'tux') INHERITS (zoo.bird);
CREATE TABLE zoo.pet (owner text, id int);
CREATE TABLE zoo.parrot () INHERITS (zoo.bird, zoo.pet);
INSERT INTO zoo.animal VALUES (1, 'worm');
INSERT INTO zoo.bird VALUES (2, 'eagle', 2);
INSERT INTO zoo.penguin VALUES (3, 'pingu', 0);
INSERT INTO zoo.parrot (id, name, owner) VALUES (4, 'polly', 'me');

-- @ partitions
CREATE TABLE zoo.orders (id bigint, at date NOT NULL, region text, amount numeric,
  PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE zoo.orders_2025 PARTITION OF zoo.orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')
  PARTITION BY HASH (id);
CREATE TABLE zoo.orders_2025_0 PARTITION OF zoo.orders_2025 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE zoo.orders_2025_1 PARTITION OF zoo.orders_2025 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE zoo.orders_old (amount numeric, gone text, region text, at date NOT NULL, id bigint NOT NULL);
ALTER TABLE zoo.orders_old DROP COLUMN gone;
ALTER TABLE zoo.orders ATTACH PARTITION zoo.orders_old FOR VALUES FROM (MINVALUE) TO ('2025-01-01');
CREATE TABLE zoo.orders_rest PARTITION OF zoo.orders DEFAULT;
INSERT INTO zoo.orders SELECT g, DATE '2024-06-01' + g, (ARRAY['eu', 'us', NULL])[g % 3 + 1], g / 7.0
  FROM generate_series(1, 1000) g;
CREATE INDEX orders_by_region ON zoo.orders (region);
CREATE INDEX not_everywhere ON ONLY zoo.orders (amount);
ALTER TABLE zoo.orders_old CLUSTER ON orders_old_pkey;
CREATE TABLE zoo.by_region (region text, n int) PARTITION BY LIST (region);
CREATE TABLE zoo.by_region_eu PARTITION OF zoo.by_region FOR VALUES IN ('eu', NULL);
CREATE TABLE zoo.by_region_rest PARTITION OF zoo.by_region DEFAULT;
INSERT INTO zoo.by_region VALUES ('eu', 1), (NULL, 2), ('it''s', 3);
CREATE TABLE zoo.by_hash (a int, b text) PARTITION BY HASH (a, b);
CREATE TABLE zoo.by_hash_0 PARTITION OF zoo.by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE zoo.by_hash_1 PARTITION OF zoo.by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO zoo.by_hash SELECT g, 'h' || g FROM generate_series(1, 200) g;
CREATE TABLE zoo.by_mood (m zoo.mood, a int) PARTITION BY HASH (m);
CREATE TABLE zoo.by_mood_0 PARTITION OF zoo.by_mood FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE zoo.by_mood_1 PARTITION OF zoo.by_mood FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE zoo.by_mood_2 PARTITION OF zoo.by_mood FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO zoo.by_mood SELECT m, g FROM unnest(enum_range(NULL::zoo.mood)) m, generate_series(1, 20) g;
CREATE TABLE zoo.by_expression (t text) PARTITION BY LIST (lower(t));
CREATE TABLE zoo.by_expression_a PARTITION OF zoo.by_expression FOR VALUES IN ('a');
INSERT INTO zoo.by_expression VALUES ('A'), ('a');
CREATE TABLE zoo.no_partitions (a int) PARTITION BY RANGE (a);

-- @ keys
CREATE TABLE zoo.chicken (id int PRIMARY KEY, egg int);
CREATE TABLE zoo.egg (id int PRIMARY KEY, chicken int REFERENCES zoo.chicken DEFERRABLE INITIALLY DEFERRED);
INSERT INTO zoo.chicken VALUES (1, 1), (2, 2);
INSERT INTO zoo.egg VALUES (1, 2), (2, 1);
ALTER TABLE zoo.chicken ADD FOREIGN KEY (egg) REFERENCES zoo.egg ON DELETE CASCADE ON UPDATE SET NULL;
CREATE TABLE zoo.tree (id int PRIMARY KEY, parent int REFERENCES zoo.tree);
INSERT INTO zoo.tree VALUES (3, NULL), (2, 3), (1, 2);
CREATE TABLE zoo.order_line (order_id bigint, order_at date, n int,
  FOREIGN KEY (order_id, order_at) REFERENCES zoo.orders MATCH FULL);
INSERT INTO zoo.order_line SELECT id, at, 1 FROM zoo.orders WHERE id < 50;
CREATE TABLE zoo.not_valid (a int, egg int);
INSERT INTO zoo.not_valid VALUES (-1, 99);
ALTER TABLE zoo.not_valid ADD CONSTRAINT later CHECK (a > 0) NOT VALID,
  ADD CONSTRAINT later_fk FOREIGN KEY (egg) REFERENCES zoo.egg NOT VALID;
COMMENT ON CONSTRAINT later ON zoo.not_valid IS 'some day';
CREATE TABLE zoo.excluded (r int4range, EXCLUDE USING gist (r WITH &&) WHERE (NOT isempty(r)));
INSERT INTO zoo.excluded VALUES ('[1,2)'), ('[2,3)');
CREATE TABLE zoo.identified (a int NOT NULL, b text);
CREATE UNIQUE INDEX identified_a ON zoo.identified (a) INCLUDE (b);
ALTER TABLE zoo.identified REPLICA IDENTITY USING INDEX identified_a;
INSERT INTO zoo.identified VALUES (1, 'x');
ALTER TABLE zoo.large REPLICA IDENTITY FULL;

-- @ indexes and statistics
CREATE INDEX every_type_jsonb ON zoo.every_type USING gin (jb jsonb_path_ops);
CREATE INDEX every_type_partial ON zoo.every_type (lower(t) text_pattern_ops DESC NULLS LAST) WHERE id > 2;
CREATE INDEX every_type_brin ON zoo.every_type USING brin (id) WITH (pages_per_range = 3);
CREATE INDEX every_type_hash ON zoo.every_type USING hash (i8);
CREATE INDEX every_type_backwards ON zoo.every_type (id zoo.int_backwards);
CREATE INDEX every_type_collated ON zoo.every_type (v COLLATE zoo.c_like);
COMMENT ON INDEX zoo.every_type_hash IS 'hash';
ALTER INDEX zoo.every_type_partial ALTER COLUMN 1 SET STATISTICS 55;
CREATE STATISTICS zoo.tuned_stats (ndistinct, dependencies, mcv) ON a, b FROM zoo.tuned;
CREATE STATISTICS zoo.tuned_expression ON (a % 10) FROM zoo.tuned;
ALTER STATISTICS zoo.tuned_stats SET STATISTICS 99;
COMMENT ON STATISTICS zoo.tuned_stats IS 'a and b go together';
CREATE TABLE zoo.clustered (a int PRIMARY KEY);
INSERT INTO zoo.clustered VALUES (3), (1), (2);
CLUSTER zoo.clustered USING clustered_pkey;
ANALYZE zoo.tuned;

-- @ views, rules, materialized views
CREATE VIEW zoo.happy WITH (check_option = local) AS
  SELECT id, mo FROM zoo.every_type WHERE mo IS DISTINCT FROM 'sad';
ALTER VIEW zoo.happy ALTER COLUMN id SET DEFAULT 77;
CREATE RECURSIVE VIEW zoo.countdown (n) AS VALUES (3) UNION ALL SELECT n - 1 FROM countdown WHERE n > 0;
CREATE VIEW zoo.circle_a AS SELECT 1 AS a;
CREATE VIEW zoo.circle_b AS SELECT a FROM zoo.circle_a;
CREATE OR REPLACE VIEW zoo.circle_a AS SELECT a FROM zoo.circle_b;
CREATE VIEW zoo.grouped AS SELECT id, a FROM zoo.generated GROUP BY id, a;
CREATE TABLE zoo.logbook (what text);
CREATE RULE note AS ON INSERT TO zoo.empty_table DO ALSO INSERT INTO zoo.logbook VALUES ('rule');
CREATE RULE nothing AS ON DELETE TO zoo.happy DO INSTEAD NOTHING;
ALTER TABLE zoo.empty_table DISABLE RULE note;
COMMENT ON RULE nothing ON zoo.happy IS 'no';
CREATE MATERIALIZED VIEW zoo.totals AS
  SELECT region, sum(amount) AS total, count(*) AS n FROM zoo.orders GROUP BY region;
CREATE UNIQUE INDEX ON zoo.totals (region);
CREATE MATERIALIZED VIEW zoo.totals_of_totals AS SELECT sum(total) AS grand FROM zoo.totals;
CREATE MATERIALIZED VIEW zoo.not_populated AS SELECT * FROM zoo.totals WITH NO DATA;
CREATE MATERIALIZED VIEW zoo.from_function AS SELECT * FROM zoo.rows_of(5);
COMMENT ON MATERIALIZED VIEW zoo.totals IS 'sums';
GRANT SELECT (id) ON zoo.happy TO zoo_reader;
ALTER VIEW zoo.grouped OWNER TO zoo_owner;

-- @ triggers
CREATE FUNCTION zoo.no_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN IF TG_OP = 'INSERT' THEN RAISE EXCEPTION 'a trigger fired during a load'; END IF; RETURN NEW; END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OF what ON zoo.logbook FOR EACH ROW
  WHEN (NEW.what IS NOT NULL) EXECUTE FUNCTION zoo.no_change('arg', E'it''s\\');
ALTER TABLE zoo.logbook DISABLE TRIGGER guard;
INSERT INTO zoo.logbook VALUES ('before any trigger');
CREATE TRIGGER enabled AFTER INSERT ON zoo.logbook REFERENCING NEW TABLE AS added FOR EACH STATEMENT
  EXECUTE FUNCTION zoo.no_change();
CREATE TRIGGER always BEFORE TRUNCATE ON zoo.logbook EXECUTE FUNCTION zoo.no_change();
ALTER TABLE zoo.logbook ENABLE ALWAYS TRIGGER always;
CREATE TRIGGER replica BEFORE DELETE ON zoo.logbook FOR EACH ROW EXECUTE FUNCTION zoo.no_change();
ALTER TABLE zoo.logbook ENABLE REPLICA TRIGGER replica;
CREATE CONSTRAINT TRIGGER checked AFTER UPDATE ON zoo.chicken FROM zoo.egg DEFERRABLE
  FOR EACH ROW EXECUTE FUNCTION zoo.no_change();
CREATE TRIGGER on_parent AFTER UPDATE ON zoo.orders FOR EACH ROW EXECUTE FUNCTION zoo.no_change();
ALTER TABLE zoo.orders_old DISABLE TRIGGER on_parent;
COMMENT ON TRIGGER guard ON zoo.logbook IS 'guards';

-- @ row security, also for the owner
CREATE TABLE zoo.secret_rows (id int, owner name DEFAULT current_user, t text);
INSERT INTO zoo.secret_rows VALUES (1, 'zoo_reader', 'mine'), (2, 'zoo_owner', 'theirs');
ALTER TABLE zoo.secret_rows OWNER TO zoo_owner;
ALTER TABLE zoo.secret_rows ENABLE ROW LEVEL SECURITY;
ALTER TABLE zoo.secret_rows FORCE ROW LEVEL SECURITY;
CREATE POLICY mine ON zoo.secret_rows AS PERMISSIVE FOR ALL TO zoo_reader, "zoo ""odd"" röle"
  USING (owner = current_user) WITH CHECK (owner = current_user AND t <> '');
CREATE POLICY strict ON zoo.secret_rows AS RESTRICTIVE FOR SELECT USING (id > 0);
COMMENT ON POLICY mine ON zoo.secret_rows IS 'only mine';
CREATE TABLE zoo.nobody_sees (a int);
INSERT INTO zoo.nobody_sees VALUES (1), (2);
ALTER TABLE zoo.nobody_sees ENABLE ROW LEVEL SECURITY;

-- @ rights
GRANT SELECT, INSERT (a, late), UPDATE (a) ON zoo.generated TO zoo_reader WITH GRANT OPTION;
GRANT ALL ON zoo.tuned TO "zoo ""odd"" röle";
REVOKE DELETE ON zoo.tuned FROM postgres;
ALTER TABLE zoo."UPPER" OWNER TO "zoo ""odd"" röle";
SET ROLE "zoo ""odd"" röle";
RESET ROLE;
REVOKE ALL ON zoo."UPPER" FROM "zoo ""odd"" röle";
COMMENT ON COLUMN zoo.generated.a IS 'a column''s comment';

-- @ large objects
SELECT lo_from_bytea(910001, decode('00ff5c0a0d', 'hex')), lo_from_bytea(910002, ''),
       lo_from_bytea(910003, (SELECT string_agg(decode(md5(g::text), 'hex'), '')
                                FROM generate_series(1, 20000) g));
SELECT lo_put(910002, 100000, 'after a hole');
ALTER LARGE OBJECT 910001 OWNER TO zoo_owner;
GRANT SELECT ON LARGE OBJECT 910001 TO zoo_reader;
GRANT ALL ON LARGE OBJECT 910003 TO PUBLIC;
COMMENT ON LARGE OBJECT 910003 IS 'it''s large';

-- @ text search
CREATE TEXT SEARCH TEMPLATE zoo.template (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY zoo.dictionary (TEMPLATE = zoo.template, STOPWORDS = english);
CREATE TEXT SEARCH PARSER zoo.parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,
  LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
CREATE TEXT SEARCH CONFIGURATION zoo.search (PARSER = zoo.parser);
ALTER TEXT SEARCH CONFIGURATION zoo.search ADD MAPPING FOR asciiword, word WITH zoo.dictionary, simple;
COMMENT ON TEXT SEARCH CONFIGURATION zoo.search IS 'finds';
CREATE TABLE zoo.documents (body text,
  searchable tsvector GENERATED ALWAYS AS (to_tsvector('zoo.search', body)) STORED);
INSERT INTO zoo.documents VALUES ('The quick brown fox'), ('');
CREATE INDEX ON zoo.documents USING gin (searchable);

-- @ xml
CREATE TABLE zoo.papers (id int, x xml);
INSERT INTO zoo.papers VALUES (1, '<a b="1">&lt;ü</a>'), (2, 'content, <b/> not a document'), (3, '');

-- @ extension hstore
CREATE EXTENSION hstore SCHEMA public;
COMMENT ON EXTENSION hstore IS 'our own comment';
CREATE TABLE zoo.labelled (h public.hstore);
INSERT INTO zoo.labelled VALUES ('a=>1, "b c"=>NULL, "\"q\""=>"\\"'), ('');
CREATE INDEX ON zoo.labelled USING gin (h);

-- @ extension citext
CREATE EXTENSION citext SCHEMA zoo;
CREATE TABLE zoo.caseless (t zoo.citext PRIMARY KEY);
INSERT INTO zoo.caseless VALUES ('Ab'), ('c');

-- @ extension ltree a member with rights of its own
CREATE EXTENSION ltree;
GRANT EXECUTE ON FUNCTION nlevel(ltree) TO zoo_reader;
CREATE TABLE zoo.paths (p ltree);
INSERT INTO zoo.paths VALUES ('a.b.c'), ('');

-- @ since 18 extension zoo_config an extension with a table that users fill
CREATE EXTENSION zoo_config;
INSERT INTO zoo_settings VALUES ('mine', E'a\\b'), ('also', NULL);

-- @ extension postgres_fdw
CREATE EXTENSION postgres_fdw;
CREATE SERVER elsewhere TYPE 'pg' VERSION '1' FOREIGN DATA WRAPPER postgres_fdw
  OPTIONS (host '192.0.2.1', dbname 'it''s');
CREATE USER MAPPING FOR zoo_reader SERVER elsewhere OPTIONS (user 'u', password 'p w''"');
GRANT USAGE ON FOREIGN SERVER elsewhere TO zoo_reader;
CREATE FOREIGN TABLE zoo.remote (id int OPTIONS (column_name 'ID') NOT NULL, t text)
  SERVER elsewhere OPTIONS (table_name 'x');
COMMENT ON FOREIGN TABLE zoo.remote IS 'far away';
CREATE FOREIGN DATA WRAPPER zoo_wrapper OPTIONS (debug 'true');

-- @ replication
CREATE PUBLICATION zoo_all FOR ALL TABLES WITH (publish = 'insert, truncate');
CREATE PUBLICATION zoo_some FOR TABLE zoo.tuned, ONLY zoo.animal WITH (publish_via_partition_root);
COMMENT ON PUBLICATION zoo_some IS 'some';
CREATE SUBSCRIPTION zoo_sub CONNECTION 'host=192.0.2.1 dbname=x password=secret' PUBLICATION p
  WITH (connect = false, slot_name = 'zoo_slot');

-- @ since 15 publications of columns, rows and schemas
CREATE PUBLICATION zoo_filtered FOR TABLE zoo.orders_old (id, at, amount) WHERE (amount > 5);
CREATE PUBLICATION zoo_schema FOR TABLES IN SCHEMA public;

-- @ since 17 what 17 brought
CREATE COLLATION zoo.built_in (provider = builtin, locale = 'C.UTF-8');
CREATE TABLE zoo.part_identity (id int GENERATED ALWAYS AS IDENTITY, a int) PARTITION BY LIST (a);
CREATE TABLE zoo.part_identity_1 PARTITION OF zoo.part_identity FOR VALUES IN (1);
INSERT INTO zoo.part_identity (a) VALUES (1), (1);

-- @ refreshed last, so that what a restore refreshes is what is there
REFRESH MATERIALIZED VIEW zoo.totals;
REFRESH MATERIALIZED VIEW zoo.totals_of_totals;

-- @ event triggers last, because they would watch the above
CREATE FUNCTION zoo.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS
  $$ BEGIN IF tg_tag = 'CREATE CAST' THEN RAISE EXCEPTION 'no more casts'; END IF; END $$;
CREATE EVENT TRIGGER zoo_ddl ON ddl_command_end WHEN TAG IN ('CREATE CAST', 'DROP TABLE')
  EXECUTE FUNCTION zoo.on_ddl();
COMMENT ON EVENT TRIGGER zoo_ddl IS 'watches';
CREATE EVENT TRIGGER zoo_off ON sql_drop EXECUTE FUNCTION zoo.on_ddl();
ALTER EVENT TRIGGER zoo_off DISABLE;

-- @ since 17 and one that watches logins
CREATE FUNCTION zoo.on_login() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE EVENT TRIGGER zoo_login ON login EXECUTE FUNCTION zoo.on_login();
