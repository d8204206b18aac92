package io.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgProcess;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.Sql;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseComparisonTest {
  /** A statement for each kind of difference, and a word by which it must be told. */
  private record Mutation(String sql, String word) {}

  private static final List<Mutation> MUTATIONS =
      List.of(
          new Mutation("UPDATE zoo.every_type SET t = NULL WHERE t = ''", "every_type"),
          new Mutation("UPDATE zoo.every_type SET f8 = '0' WHERE id = 4", "every_type"),
          new Mutation("DELETE FROM zoo.\"UPPER\" WHERE ctid = '(0,1)'", "3 rows against 2"),
          new Mutation("INSERT INTO zoo.no_columns DEFAULT VALUES", "no_columns"),
          new Mutation("UPDATE zoo.by_mood SET a = -1 WHERE a = 7 AND m = 'ok'", "by_mood"),
          new Mutation("INSERT INTO zoo.bird VALUES (9, 'ghost')", "bird"),
          new Mutation("UPDATE zoo.secret_rows SET t = 'leak'", "secret_rows"),
          new Mutation("UPDATE zoo.wide SET c1600 = 0", "wide"),
          new Mutation("UPDATE zoo.large SET b = b || '\\x00' WHERE id = 1", "large"),
          new Mutation("SELECT setval('zoo.never_called', 5, false)", "never_called"),
          new Mutation("SELECT setval('zoo.descending', 50)", "descending"),
          new Mutation("SELECT lo_put(910003, 4, '\\x00')", "large object 910003"),
          new Mutation("REVOKE ALL ON LARGE OBJECT 910003 FROM PUBLIC", "large object 910003"),
          new Mutation("ALTER LARGE OBJECT 910001 OWNER TO postgres", "large object 910001"),
          new Mutation("SELECT lo_unlink(910002)", "large object 910002"),
          new Mutation("REFRESH MATERIALIZED VIEW zoo.not_populated", "not_populated"),
          new Mutation("REFRESH MATERIALIZED VIEW zoo.totals WITH NO DATA", "totals"),
          new Mutation("ALTER TABLE zoo.tuned SET (fillfactor = 41)", "tuned"),
          new Mutation("ALTER TABLE zoo.generated ALTER late DROP DEFAULT", "generated"),
          new Mutation("COMMENT ON COLUMN zoo.generated.a IS 'other'", "\"generated\".\"a\""),
          new Mutation("DROP INDEX zoo.every_type_brin", "every_type_brin"),
          new Mutation(
              "ALTER TABLE zoo.order_line DROP CONSTRAINT order_line_order_id_order_at_fkey",
              "FK CONSTRAINT"),
          new Mutation("ALTER TABLE zoo.logbook DISABLE TRIGGER enabled", "logbook"),
          new Mutation("ALTER EVENT TRIGGER zoo_off ENABLE", "EVENT TRIGGER"),
          new Mutation("REVOKE SELECT (id) ON zoo.happy FROM zoo_reader", "ACL COLUMN"),
          new Mutation("ALTER TABLE zoo.nobody_sees DISABLE ROW LEVEL SECURITY", "ROW SECURITY"),
          new Mutation("ALTER POLICY strict ON zoo.secret_rows USING (true)", "POLICY"),
          new Mutation(
              "ALTER DEFAULT PRIVILEGES IN SCHEMA zoo GRANT INSERT ON TABLES TO zoo_reader",
              "DEFAULT ACL"),
          new Mutation("ALTER FUNCTION zoo.plus_one(int) COST 4", "plus_one"),
          new Mutation("ALTER TYPE zoo.mood ADD VALUE 'new'", "mood"),
          new Mutation("ALTER VIEW zoo.grouped OWNER TO postgres", "grouped"),
          new Mutation("DROP PUBLICATION zoo_all", "zoo_all"),
          new Mutation("ALTER DATABASE :database SET work_mem = '6MB'", "work_mem"),
          new Mutation("ALTER ROLE zoo_reader IN DATABASE :database RESET ALL", "zoo_reader"),
          new Mutation("ALTER DATABASE :database CONNECTION LIMIT 78", "datconnlimit"),
          new Mutation("COMMENT ON DATABASE :database IS 'other'", "comment on the database"),
          new Mutation(
              "REVOKE CREATE ON DATABASE :database FROM zoo_owner CASCADE",
              "rights on the database"),
          new Mutation("CREATE TABLE added (a int)", "added"));

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void aZooEqualsItsDumpRestored(int major) throws Exception {
    try (TestDatabase source = TestServers.database(major)) {
      Zoo.fill(source);
      PgProgram pgDump = TestPrograms.find("pg_dump", major);
      PgProgram pgRestore = TestPrograms.find("pg_restore", major);
      String copyName = source.name() + " \"copy\"";
      try (TestDatabase copy = TestDatabase.existing(source.server(), copyName)) {
        source.execute("CREATE DATABASE " + Sql.identifier(copyName) + " TEMPLATE template0");
        pipe(pgDump, source.target(), pgRestore, copy.target());
        copyProperties(copy);
        assertThat(DatabaseComparison.differences(source.target(), copy.target())).isEmpty();
      }
    }
  }

  @Test
  void everyKindOfDifferenceIsSeen() {
    try (TestDatabase source = TestServers.database(15);
        TestDatabase copy = filledCopy(source)) {
      MUTATIONS.forEach(mutation -> mutate(copy, mutation));
      List<String> differences = DatabaseComparison.differences(source.target(), copy.target());
      for (Mutation mutation : MUTATIONS) {
        assertThat(differences).as(mutation.sql()).anyMatch(line -> line.contains(mutation.word()));
      }
    }
  }

  @Tag("soak")
  @Test
  void everyKindOfDifferenceIsSeenAlone() {
    for (Mutation mutation : MUTATIONS) {
      try (TestDatabase source = TestServers.database(15);
          TestDatabase copy = filledCopy(source)) {
        mutate(copy, mutation);
        assertThat(DatabaseComparison.differences(source.target(), copy.target()))
            .as(mutation.sql())
            .anyMatch(line -> line.contains(mutation.word()))
            .hasSizeLessThan(5);
      }
    }
  }

  private static TestDatabase filledCopy(TestDatabase source) {
    Zoo.fill(source);
    String name = source.name() + "_copy";
    TestServers.copy(source, name);
    TestDatabase copy = TestDatabase.existing(source.server(), name);
    copyProperties(copy);
    return copy;
  }

  private static void mutate(TestDatabase copy, Mutation mutation) {
    copy.execute(mutation.sql().replace(":database", copy.name()));
  }

  @Test
  void aSequenceMayBeAhead() {
    try (TestDatabase source = TestServers.database(15);
        TestDatabase copy = TestServers.database(15)) {
      for (TestDatabase database : List.of(source, copy)) {
        database.execute("CREATE SEQUENCE up; CREATE SEQUENCE down INCREMENT -1");
      }
      copy.execute("SELECT nextval('up'), nextval('down')");
      assertThat(DatabaseComparison.differences(source.target(), copy.target())).isEmpty();
      assertThat(DatabaseComparison.differences(copy.target(), source.target())).hasSize(2);
    }
  }

  /** What belongs to a database and is not in the archive without --create. */
  private static void copyProperties(TestDatabase copy) {
    String name = Sql.identifier(copy.name());
    copy.execute(
        """
        ALTER DATABASE :database SET work_mem = '5MB';
        ALTER DATABASE :database SET "zoo.custom" = 'it''s, "odd"';
        ALTER ROLE zoo_reader IN DATABASE :database SET statement_timeout = '17s';
        ALTER DATABASE :database CONNECTION LIMIT 77;
        COMMENT ON DATABASE :database IS E'a zoo, it''s "quoted"\\nand more';
        GRANT CREATE, TEMPORARY ON DATABASE :database TO zoo_owner WITH GRANT OPTION;
        REVOKE TEMPORARY ON DATABASE :database FROM PUBLIC\
        """
            .replace(":database", name));
  }

  private static void pipe(
      PgProgram pgDump, ConnectionTarget source, PgProgram pgRestore, ConnectionTarget copy)
      throws Exception {
    try (PgProcess dump =
            PgProcess.start(
                PgCommand.connected(pgDump, List.of("--format=custom"), source, "dump"));
        PgProcess restore =
            PgProcess.start(
                PgCommand.connected(pgRestore, List.of("--no-subscriptions"), copy, "restore"))) {
      try (InputStream archive = dump.stdout();
          var into = restore.stdin()) {
        archive.transferTo(into);
      }
      assertThat(dump.waitFor().stderr()).isEmpty();
      assertThat(restore.waitFor().stderr()).isEmpty();
    }
  }
}
