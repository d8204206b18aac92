package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgProcess;
import io.tidemark.postgres.Sessions;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestPrograms;
import io.tidemark.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
