package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgProcess;
import io.tidemark.promote.Promotion;
import io.tidemark.testkit.DatabaseComparison;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestPrograms;
import io.tidemark.testkit.TestServers;
import io.tidemark.testkit.Zoo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadRoundTripTest {
  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void everythingComesBack(int major) throws Exception {
    try (TestDatabase source = TestServers.database(major)) {
      Menagerie.fill(source);
      SampleBackup backup = SampleBackup.of(source, major);
      try (SideFixture side = new SideFixture(major, backup)) {
        side.createAndLoadSchema();
        assertThat(side.loadRows().alreadyThere()).isFalse();
        PostDataLoad.Built built = side.buildPostData();

        assertThat(built.entries()).isGreaterThan(30);
        assertThat(definitions(side.database(), major)).isEqualTo(definitions(source, major));
        assertThat(bookkeepingSchemas(side)).isEqualTo("0");
        RestoreCheck.Checked checked = side.check();
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.rows()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void theZooComesBackWithThePropertiesOfItsDatabase(int major) throws Exception {
    try (TestDatabase source = TestServers.database(major)) {
      Zoo.fill(source);
      SampleBackup backup = SampleBackup.of(source, major);
      String copy = "copy_of_" + source.name();
      try (SideFixture side = new SideFixture(major, backup);
          TestDatabase promoted = TestDatabase.existing(source.server(), copy)) {
        long oid = side.createAndLoadSchema();
        side.loadRows();
        side.buildPostData();
        new Promotion(side.maintenance())
            .promote(
                new Promotion.Request(
                    copy, 0, side.name, oid, "", side.mark, backup.properties(), false));

        assertThat(DatabaseComparison.differences(source.target(), promoted.target())).isEmpty();
      }
    }
  }

  /**
   * Bytes that are no characters, and names that only this encoding can write: in definitions
   * before and after the rows, in comments, in constants and in rows.
   */
  @ParameterizedTest
  @CsvSource({"SQL_ASCII,e9", "SQL_ASCII,c3a9", "LATIN1,e9", "EUC_JP,b4c1"})
  void namesAndRowsInOtherEncodingsComeBack(String encoding, String letter) throws Exception {
    String options = "ENCODING '" + encoding + "' LOCALE 'C'";
    try (TestDatabase source = TestServers.database(17, options)) {
      source.execute(
          """
          DO $$ DECLARE l text := convert_from('\\x%s', '%s'); BEGIN
            EXECUTE format('CREATE TABLE public.%%I (%%I text DEFAULT %%L)', 't' || l, 'c' || l, l);
            EXECUTE format('COMMENT ON TABLE public.%%I IS %%L', 't' || l, l);
            EXECUTE format('CREATE SEQUENCE public.%%I', 's' || l);
            EXECUTE format('CREATE FUNCTION public.%%I() RETURNS text RETURN %%L', 'f' || l, l);
            EXECUTE format('INSERT INTO public.%%I VALUES (%%L), (NULL)', 't' || l, l);
            EXECUTE format('ALTER TABLE public.%%I ADD CONSTRAINT %%I UNIQUE (%%I)',
              't' || l, 'u' || l, 'c' || l);
            EXECUTE format('CREATE INDEX %%I ON public.%%I (%%I) WHERE %%3$I <> %%4$L',
              'i' || l, 't' || l, 'c' || l, l || l);
            EXECUTE format('COMMENT ON INDEX public.%%I IS %%L', 'i' || l, l);
          END $$
          """
              .formatted(letter, encoding));
      SampleBackup backup = SampleBackup.of(source, 17);
      try (SideFixture side = new SideFixture(17, backup)) {
        side.createAndLoadSchema();
        side.loadRows();
        side.buildPostData();
        assertThat(definitions(side.database(), 17)).isEqualTo(definitions(source, 17));
        assertThat(side.check().findings()).isEmpty();
        String bytes =
            "SELECT string_agg(encode(convert_to(pg_get_indexdef(oid)"
                + " || obj_description(oid), getdatabaseencoding()), 'hex'), ' ')"
                + " FROM pg_class WHERE relname ~ '^i' AND relnamespace = 'public'::regnamespace";
        assertThat(side.database().query(bytes)).contains(letter).isEqualTo(source.query(bytes));
      }
    }
  }

  /** No load brings statistics along. */
  @Test
  void everyTableAndMaterializedViewIsAnalyzed() throws Exception {
    try (TestDatabase source = TestServers.database(18)) {
      source.execute(
          "CREATE TABLE t AS SELECT i FROM generate_series(1, 999) i;"
              + " CREATE MATERIALIZED VIEW m AS SELECT * FROM t; CREATE INDEX x ON t ((i % 7))");
      try (SideFixture side = new SideFixture(18, SampleBackup.of(source, 18))) {
        side.createAndLoadSchema();
        side.loadRows();
        side.buildPostData();
        assertThat(
                side.database()
                    .query(
                        "SELECT string_agg(tablename || ' ' || attname, ',' ORDER BY tablename)"
                            + " FROM pg_stats WHERE schemaname = 'public'"))
            .isEqualTo("m i,t i,x expr");
      }
    }
  }

  private static @Nullable String bookkeepingSchemas(SideFixture side) {
    return side.database()
        .query("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'tidemark%'");
  }

  /** What pg_dump says of a database, rows included, as a sorted list of lines. */
  static List<String> definitions(TestDatabase database, int major) throws Exception {
    PgCommand command =
        PgCommand.connected(
            TestPrograms.find("pg_dump", major),
            List.of("--inserts", "--exclude-schema=tidemark_load_*"),
            database.target(),
            "tidemark test");
    try (PgProcess process = PgProcess.start(command)) {
      String text = new String(process.stdout().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(process.waitFor().status()).isZero();
      return text.lines()
          .filter(line -> !line.startsWith("--") && !line.contains("restrict "))
          .sorted()
          .toList();
    }
  }
}
