package io.tidemark.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.restore.Finding;
import io.tidemark.plan.TableName;
import io.tidemark.postgres.SessionSettings;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import io.tidemark.testkit.Zoo;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CensusTest {
  private static final String OWN = "tidemark_restore";

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void everyVersionCountsTheZoo(int major) throws Exception {
    try (TestDatabase database = TestServers.database(major)) {
      Zoo.fill(database);

      ObjectCensus census = census(database);

      assertThat(census.counts())
          .containsKeys("table", "schema", "function", "constraint foreign key", "large object");
      assertThat(census.sequences()).isNotEmpty();
      assertThat(CensusComparison.compare(census, census(database))).isEmpty();
      DatabaseProperties properties = properties(database);
      assertThat(properties.encoding()).isEqualTo("UTF8");
      assertThat(CensusComparison.compare(properties, properties(database))).isEmpty();
    }
  }

  @Test
  void whatIsMissingIsAnErrorAndWhatIsTooManyAWarning() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute(
          "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int REFERENCES a);"
              + "CREATE POLICY p ON a USING (true); CREATE INDEX i ON b (id)");
      ObjectCensus recorded = census(database);
      database.execute(
          "ALTER TABLE b DROP CONSTRAINT b_id_fkey; DROP INDEX i; DROP POLICY p ON a;"
              + "ALTER TABLE b ADD FOREIGN KEY (id) REFERENCES a NOT VALID;"
              + "CREATE VIEW more AS SELECT 1");

      List<Finding> findings = CensusComparison.compare(recorded, census(database));

      assertThat(findings)
          .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
          .extracting(Finding::object)
          .containsExactlyInAnyOrder("constraint foreign key", "index", "policy");
      assertThat(findings)
          .filteredOn(finding -> finding.severity() == Finding.Severity.WARNING)
          .extracting(Finding::object)
          .contains("constraint foreign key not valid", "view");
    }
  }

  @Test
  void aSequenceMayBeAheadButNeverBehind() throws Exception {
    try (TestDatabase database = TestServers.database(17)) {
      database.execute(
          "CREATE SEQUENCE up; CREATE SEQUENCE down INCREMENT -1;"
              + "SELECT setval('up', 5), setval('down', -5)");
      ObjectCensus recorded = census(database);

      database.execute("SELECT nextval('up'), nextval('down')");
      assertThat(CensusComparison.compare(recorded, census(database))).isEmpty();

      database.execute("SELECT setval('up', 5, false), setval('down', -4)");
      assertThat(CensusComparison.compare(recorded, census(database)))
          .extracting(Finding::object)
          .containsExactlyInAnyOrder("\"public\".\"up\"", "\"public\".\"down\"");
    }
  }

  @Test
  void ourOwnSchemaIsNotCounted() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      ObjectCensus before = census(database);
      database.execute(
          "CREATE SCHEMA " + OWN + "; CREATE TABLE " + OWN + ".done (id serial PRIMARY KEY)");

      assertThat(census(database)).isEqualTo(before);
    }
  }

  @Test
  void rowsLeftToPgDumpAreCounted() throws Exception {
    try (TestDatabase database = TestServers.database(15);
        Connection session = open(database)) {
      database.execute("CREATE TABLE config (id int); INSERT INTO config VALUES (1), (2)");

      assertThat(
              new CensusReader(session, OWN)
                  .read(List.of(new TableName("public", "config")))
                  .rows())
          .containsEntry("\"public\".\"config\"", 2L);
    }
  }

  @Test
  void propertiesOfTheDatabaseAndRolesAreRead() throws Exception {
    try (TestDatabase database = TestServers.database(17)) {
      try {
        database.execute(
            "CREATE ROLE census_owner; CREATE ROLE census_reader;"
                + "CREATE TABLE a (id int); GRANT SELECT ON a TO census_reader;"
                + "ALTER DATABASE "
                + database.name()
                + " SET search_path = a, \"B c\";"
                + "ALTER ROLE census_reader IN DATABASE "
                + database.name()
                + " SET work_mem = '1MB';"
                + "ALTER DATABASE "
                + database.name()
                + " OWNER TO census_owner;"
                + "GRANT CREATE ON DATABASE "
                + database.name()
                + " TO census_reader;"
                + "COMMENT ON DATABASE "
                + database.name()
                + " IS 'it''s'");
        DatabaseProperties properties = properties(database);

        assertThat(properties.owner()).isEqualTo("census_owner");
        assertThat(properties.comment()).isEqualTo("it's");
        assertThat(properties.defaultAcl()).isFalse();
        assertThat(properties.grants())
            .contains(
                new DatabaseProperties.Grant("census_reader", "census_owner", "CREATE", false));
        assertThat(properties.settings())
            .containsExactly(
                new DatabaseProperties.Setting("", "search_path", "a, \"B c\""),
                new DatabaseProperties.Setting("census_reader", "work_mem", "1MB"));
        try (Connection session = open(database)) {
          assertThat(new DatabasePropertiesReader(session).rolesNeeded())
              .contains("census_owner", "census_reader", "postgres")
              .noneMatch(role -> role.startsWith("pg_"));
        }
      } finally {
        database.execute(
            "ALTER DATABASE "
                + database.name()
                + " OWNER TO CURRENT_USER;"
                + "DROP OWNED BY census_owner, census_reader;"
                + "DROP ROLE census_owner, census_reader");
      }
    }
  }

  private static ObjectCensus census(TestDatabase database) throws Exception {
    try (Connection session = open(database)) {
      return new CensusReader(session, OWN).read(List.of());
    }
  }

  private static DatabaseProperties properties(TestDatabase database) throws Exception {
    try (Connection session = open(database)) {
      return new DatabasePropertiesReader(session).read();
    }
  }

  private static Connection open(TestDatabase database) throws Exception {
    Connection session = database.connect();
    SessionSettings.forDump(session);
    return session;
  }
}
