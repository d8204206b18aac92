package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.restore.Finding;
import io.tidemark.postgres.Sessions;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import org.junit.jupiter.api.Test;

class RestoreCheckTest {
  @Test
  void everyKindOfDifferenceIsFound() throws Exception {
    try (TestDatabase source = TestServers.database(17)) {
      source.execute(
          """
          CREATE TABLE rows_lost (a int); INSERT INTO rows_lost VALUES (1), (2);
          CREATE TABLE gone (a int); INSERT INTO gone VALUES (1);
          CREATE TABLE indexed (a int); CREATE INDEX made_invalid ON indexed (a);
          CREATE SEQUENCE behind; SELECT setval('behind', 100);
          CREATE SEQUENCE ahead; SELECT setval('ahead', 100);
          CREATE SEQUENCE down INCREMENT -1; SELECT setval('down', -100);
          SELECT lo_from_bytea(77, 'x');
          """);
      SampleBackup backup = SampleBackup.of(source, 17);
      try (SideFixture side = new SideFixture(17, backup)) {
        side.createAndLoadSchema();
        side.loadRows();
        side.buildPostData();
        assertThat(check(side).findings()).isEmpty();
        TestDatabase damaged = side.database();
        damaged.execute("DELETE FROM rows_lost WHERE a = 2; DROP TABLE gone");
        damaged.execute(
            "UPDATE pg_index SET indisvalid = false"
                + " WHERE indexrelid = 'made_invalid'::regclass");
        damaged.execute("SELECT setval('behind', 99); SELECT setval('ahead', 101)");
        damaged.execute("SELECT setval('down', -99); SELECT lo_unlink(77)");
        // Shuts everybody out but those who ask for silence.
        damaged.execute(
            """
            CREATE FUNCTION shut_out() RETURNS event_trigger LANGUAGE plpgsql AS
              'BEGIN IF current_setting(''application_name'') = ''tidemark check''
                 THEN RAISE ''out''; END IF; END'
            """);
        damaged.execute("CREATE EVENT TRIGGER shut_out ON login EXECUTE FUNCTION shut_out()");

        RestoreCheck.Checked checked = check(side);

        assertThat(checked.findings())
            .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
            .extracting(Finding::object)
            .contains(
                "\"public\".\"rows_lost\"",
                "\"public\".\"gone\"",
                "public.made_invalid",
                "\"public\".\"behind\"",
                "\"public\".\"down\"",
                "large object")
            .doesNotContain("\"public\".\"ahead\"");
        assertThat(checked.findings().get(0).severity()).isEqualTo(Finding.Severity.ERROR);
      }
    }
  }

  private static RestoreCheck.Checked check(SideFixture side) throws Exception {
    return new RestoreCheck(
            () -> new Sessions().openWithoutEventTriggers(side.target(), "tidemark check"), 3)
        .check(side.backup.contents(), new LoadProgress());
  }
}
