package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgProcess;
import io.tidemark.postgres.SessionSettings;
import io.tidemark.postgres.Sessions;
import io.tidemark.promote.Promotion;
import io.tidemark.testkit.DatabaseComparison;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestPrograms;
import io.tidemark.testkit.TestServers;
import io.tidemark.testkit.Zoo;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        RestoreCheck.Checked checked =
            new RestoreCheck(
                    () -> new Sessions().openWithoutEventTriggers(side.target(), "tidemark check"),
                    2)
                .check(backup.contents(), new LoadProgress());
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

  /** Bytes that are no characters, and names that only this encoding can write. */
  @ParameterizedTest
  @ValueSource(strings = {"SQL_ASCII", "LATIN1", "EUC_JP"})
  void namesAndRowsInOtherEncodingsComeBack(String encoding) throws Exception {
    String options = "ENCODING '" + encoding + "' LOCALE 'C'";
    try (TestDatabase source = TestServers.database(17, options)) {
      try (Connection session = source.connect();
          Statement statement = session.createStatement()) {
        SessionSettings.forLoad(session);
        String letter = encoding.equals("EUC_JP") ? "漢" : "é";
        statement.execute("CREATE TABLE public.\"" + letter + "\" (\"c" + letter + "\" text)");
        statement.execute(
            "INSERT INTO public.\"" + letter + "\" VALUES ('" + letter + "'), (NULL)");
        statement.execute(
            "CREATE INDEX \"i"
                + letter
                + "\" ON public.\""
                + letter
                + "\" (\"c"
                + letter
                + "\")"
                + " WHERE \"c"
                + letter
                + "\" <> '"
                + letter
                + letter
                + "'");
        statement.execute("COMMENT ON INDEX public.\"i" + letter + "\" IS '" + letter + "'");
      }
      SampleBackup backup = SampleBackup.of(source, 17);
      try (SideFixture side = new SideFixture(17, backup)) {
        side.createAndLoadSchema();
        side.loadRows();
        side.buildPostData();
        assertThat(definitions(side.database(), 17)).isEqualTo(definitions(source, 17));
        assertThat(
                side.database()
                    .query(
                        "SELECT count(*) FROM pg_indexes WHERE indexdef ~ 'WHERE'"
                            + " AND schemaname = 'public'"))
            .isEqualTo("1");
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
      String text = new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor().status()).isZero();
      return text.lines()
          .filter(line -> !line.startsWith("--") && !line.contains("restrict "))
          .sorted()
          .toList();
    }
  }
}
