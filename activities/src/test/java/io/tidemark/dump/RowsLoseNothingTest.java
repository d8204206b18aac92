package io.tidemark.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.pipeline.Dumped;
import io.tidemark.pipeline.TableRows;
import io.tidemark.plan.BackupPlan;
import io.tidemark.plan.Cutter;
import io.tidemark.plan.PlannedPart;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backs up through the real pipeline, loads by psql and pg_restore by hand, and compares. */
class RowsLoseNothingTest {
  private static final String SCHEMA =
      """
      CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
      CREATE DOMAIN posint AS int CHECK (VALUE > 0);
      CREATE TYPE pair AS (a int, b text);
      CREATE TABLE kinds (
        id int PRIMARY KEY, t text, b bytea, n numeric, f4 float4, f8 float8, d date,
        ts timestamp, tstz timestamptz, iv interval, m money, j jsonb, x xml, ia int[], ta text[],
        mo mood, po posint, pa pair, r int4range, mr int4multirange, bt bit varying, u uuid,
        i inet, pt point, tsv tsvector, c char(5), boo boolean);
      INSERT INTO kinds VALUES
        (1, E'tab\\there \\\\ back\\nline\\rreturn \\\\N \\\\. \\001', '\\x00ff5c0a', 'NaN', 'Infinity',
         '-Infinity', 'infinity', '-infinity', 'infinity', '-1 year -2 mons +3 days -04:05:06.7',
         '1234.56', '{"a": [1, null, "\\\\u00e9"]}', '<a>x</a>', '{1,NULL,3}',
         ARRAY['NULL', NULL, '', 'a"b\\\\c'], 'happy', 5, ROW(1, NULL), '[1,5)', '{[1,2),[5,)}',
         '10101', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '::1/64', '(0.1,1e300)',
         'a:1 b:2', 'ab', true),
        (2, '', '', 'Infinity', 'NaN', 0.1, '4714-11-24 BC', '294276-12-31 23:59:59.999999',
         '2000-01-01 00:00:00+14', '178000000 years', '-92233720368547758.08', 'null', '', '{}',
         '{}', 'sad', NULL, NULL, 'empty', '{}', '', NULL, '10.0.0.1', NULL, '', '', false),
        (3, '\\.', NULL, 0.1234567890123456789012345678901234567890, 1e-45, 5e-324, NULL, NULL, NULL,
         NULL, NULL, NULL, '<?xml version="1.0"?><d/>', NULL, NULL, NULL, NULL, NULL, NULL, NULL,
         NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
         NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
      CREATE TABLE gone (a int, dropped text, b int GENERATED ALWAYS AS (a * 2) STORED,
        "Order" int GENERATED ALWAYS AS IDENTITY, c text DEFAULT 'dflt');
      INSERT INTO gone (a, dropped, c) VALUES (1, 'x', NULL), (2, 'y', 'z');
      ALTER TABLE gone DROP COLUMN dropped;
      ALTER TABLE gone ADD COLUMN late int DEFAULT 7;
      CREATE TABLE zero ();
      INSERT INTO zero DEFAULT VALUES;
      INSERT INTO zero DEFAULT VALUES;
      CREATE TABLE onlygen (g int GENERATED ALWAYS AS (5) STORED);
      INSERT INTO onlygen DEFAULT VALUES;
      CREATE SCHEMA "S.q""x";
      CREATE TABLE "S.q""x"."we""ird\n\\! $n.*ame" ("co""l\n" int, "select" text);
      INSERT INTO "S.q""x"."we""ird\n\\! $n.*ame" VALUES (1, 'odd');
      CREATE TABLE parent (id int); INSERT INTO parent VALUES (1);
      CREATE TABLE child (extra int) INHERITS (parent); INSERT INTO child VALUES (2, 2);
      CREATE TABLE hidden (id int, who text DEFAULT 'nobody');
      ALTER TABLE hidden ENABLE ROW LEVEL SECURITY; ALTER TABLE hidden FORCE ROW LEVEL SECURITY;
      CREATE POLICY none ON hidden USING (false); INSERT INTO hidden VALUES (1), (2);
      CREATE TABLE ranged (id int, t text) PARTITION BY RANGE (id);
      CREATE TABLE ranged_low PARTITION OF ranged FOR VALUES FROM (0) TO (10);
      CREATE TABLE ranged_rest (t text, id int);
      ALTER TABLE ranged ATTACH PARTITION ranged_rest DEFAULT;
      INSERT INTO ranged SELECT i, 'r' || i FROM generate_series(1, 20) i;
      CREATE TABLE hashed (m mood, id int) PARTITION BY HASH (m);
      CREATE TABLE hashed0 PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER 0);
      CREATE TABLE hashed1 PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER 1);
      CREATE TABLE hashed2 PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER 2)
        PARTITION BY RANGE (id);
      CREATE TABLE hashed20 PARTITION OF hashed2 DEFAULT;
      INSERT INTO hashed SELECT (enum_range(NULL::mood))[1 + i % 3], i FROM generate_series(1, 90) i;
      CREATE UNLOGGED TABLE fast (id int); INSERT INTO fast VALUES (1);
      CREATE TABLE big (id bigint, filler text);
      INSERT INTO big SELECT i, repeat(md5(i::text), 20) FROM generate_series(1, 20000) i;
      DELETE FROM big WHERE id % 3 = 0;
      CREATE TABLE circ1 (id int PRIMARY KEY, o int); CREATE TABLE circ2 (id int PRIMARY KEY,
        o int REFERENCES circ1); INSERT INTO circ1 VALUES (1, 1); INSERT INTO circ2 VALUES (1, 1);
      ALTER TABLE circ1 ADD FOREIGN KEY (o) REFERENCES circ2;
      CREATE SEQUENCE seq INCREMENT -2 MAXVALUE 100 MINVALUE -100 START 50;
      SELECT nextval('seq');
      CREATE MATERIALIZED VIEW mv AS SELECT count(*) FROM big;
      SELECT lo_from_bytea(4242, '\\x0001ff');
      """;

  /**
   * A hash of an enum depends on its OID, so the rows of {@code hashed} may move to other
   * partitions; all others are compared leaf by leaf.
   */
  private static final String TABLES =
      """
      SELECT string_agg(format('SELECT %L, count(*)::text, sum(hashtextextended(t::text, 0))::text'
          || ' FROM %s t', c.oid::regclass, CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END
          || c.oid::regclass), ' UNION ALL ')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE (c.relkind IN ('r', 'm') AND c.relname !~ '^hashed' OR c.relname = 'hashed')
        AND n.nspname IN ('public', 'S.q"x')
      """;

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void everyRowComesBack(int major) throws Exception {
    try (TestDatabase source = TestServers.database(major);
        TestDatabase copy = TestServers.database(major)) {
      // The pinned build of 18 has no libxml.
      source.execute(major == 18 ? SCHEMA.replace("x xml", "x text") : SCHEMA);
      if (major >= 18) {
        source.execute(
            "CREATE TABLE virt (a int, v int GENERATED ALWAYS AS (a + 1) VIRTUAL);"
                + "INSERT INTO virt (a) VALUES (1)");
      }
      String before = digest(source);
      try (BackupRig rig = new BackupRig(source)) {
        BackupPlan plan = rig.plan(1 << 20);
        source.execute("DELETE FROM big; UPDATE kinds SET t = 'after'; SELECT nextval('seq')");
        Map<Integer, Dumped> dumped = rig.dump(plan);

        rig.load(plan, copy);

        assertThat(digest(copy)).isEqualTo(before);
        assertThat(plan.tables().size() + plan.leftToPgDump().size()).isGreaterThanOrEqualTo(17);
        assertThat(copy.query("SELECT string_agg(count::text, ',') FROM mv")).isEqualTo("13334");
        assertThat(copy.query("SELECT encode(lo_get(4242), 'hex')")).isEqualTo("0001ff");
        assertThat(copy.query("SELECT last_value <= 50 FROM seq")).isEqualTo("t");
        assertThat(slices(plan, "big")).isGreaterThan(3);
        assertThat(rows(dumped, "big")).isEqualTo(13_334);
        assertThat(rows(dumped, "zero")).isEqualTo(2);
        assertThat(rows(dumped, "parent")).isEqualTo(1);
      }
    }
  }

  @Test
  void aHundredMegabytesInOneValue() throws Exception {
    try (TestDatabase source = TestServers.database(15);
        TestDatabase copy = TestServers.database(15)) {
      source.execute(
          "CREATE TABLE huge (t text);"
              + "INSERT INTO huge SELECT repeat(md5('x') || E'\\t\\\\', 100000000 / 34)");
      String digest = "SELECT length(t) || md5(t) FROM huge";
      try (BackupRig rig = new BackupRig(source)) {
        BackupPlan plan = rig.plan(Cutter.DEFAULT_PART_BYTES);
        rig.dump(plan);
        rig.load(plan, copy);
      }
      assertThat(copy.query(digest)).isEqualTo(source.query(digest));
    }
  }

  private static String digest(TestDatabase database) {
    return String.valueOf(
        database.query(
            "SELECT string_agg(d::text, E'\\n' ORDER BY d::text) FROM ("
                + database.query(TABLES)
                + ") d"));
  }

  private static long slices(BackupPlan plan, String table) {
    return plan.parts().stream()
        .filter(part -> part instanceof PlannedPart.Rows)
        .flatMap(part -> ((PlannedPart.Rows) part).slices().stream())
        .filter(slice -> plan.table(slice.table()).name().name().equals(table))
        .count();
  }

  private static long rows(Map<Integer, Dumped> dumped, String table) {
    return dumped.values().stream()
        .flatMap(part -> part.tableRows().stream())
        .filter(rows -> rows.name().equals(table))
        .mapToLong(TableRows::rows)
        .sum();
  }
}
