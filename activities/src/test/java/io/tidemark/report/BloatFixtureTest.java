package io.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.Secret;
import io.tidemark.postgres.Sessions;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables on which estimates from statistics were measured to be wrong, with the right verdicts. */
final class BloatFixtureTest {
  private static final BloatReport.Reach EVERYTHING = new BloatReport.Reach(0, 100, 0, 1L << 30);

  /** A statement each: VACUUM runs outside transactions. */
  private static final String FIXTURE =
      """
      CREATE TABLE fresh AS SELECT i AS id, repeat('x', 100) AS t FROM generate_series(1, 20000) i
      CREATE TABLE half AS TABLE fresh
      DELETE FROM half WHERE id % 2 = 0
      CREATE TABLE tenth AS TABLE fresh
      DELETE FROM tenth WHERE id % 10 <> 0
      CREATE TABLE unvacuumed WITH (autovacuum_enabled = off) AS TABLE fresh
      CREATE TABLE widened WITH (autovacuum_enabled = off) AS SELECT i AS id, 'x'::text AS t FROM generate_series(1, 20000) i
      CREATE TABLE narrowed WITH (autovacuum_enabled = off) AS SELECT i AS id, repeat('x', 500) AS t FROM generate_series(1, 20000) i
      CREATE TABLE never_analyzed WITH (autovacuum_enabled = off) AS TABLE fresh
      CREATE TABLE padded AS SELECT i AS a, i::int8 AS b, i AS c FROM generate_series(1, 20000) i
      CREATE TABLE flags AS SELECT true AS a, i::int8 AS b, false AS c, i::int8 AS d FROM generate_series(1, 20000) i
      CREATE TABLE nulls AS SELECT i AS id, CASE WHEN i % 20 = 0 THEN i END AS a, CASE WHEN i % 20 = 1 THEN 'x' END AS b FROM generate_series(1, 20000) i
      CREATE TABLE dropped AS SELECT i AS id, repeat('x', 200) AS wide FROM generate_series(1, 20000) i
      ALTER TABLE dropped DROP COLUMN wide
      CREATE TABLE loose WITH (fillfactor = 70) AS TABLE fresh
      CREATE TABLE names AS SELECT i AS id, ('n' || i)::name AS n FROM generate_series(1, 20000) i
      VACUUM (ANALYZE) fresh, half, tenth, padded, flags, nulls, dropped, loose, names
      ANALYZE unvacuumed, widened, narrowed
      UPDATE widened SET t = repeat('y', 200)
      VACUUM FULL widened
      UPDATE narrowed SET t = 'y'
      VACUUM narrowed
      DELETE FROM unvacuumed WHERE id % 5 < 2
      """;

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void measuresInsteadOfGuessing(int major) throws SQLException {
    try (TestDatabase database = TestServers.database(major)) {
      build(database);
      database.execute("CREATE EXTENSION pgstattuple");

      Section section = Looking.at(database, new BloatReport(EVERYTHING));

      assertThat(verdicts(section))
          .containsEntry("fresh", "none")
          .containsEntry("half", "rewrite")
          .containsEntry("tenth", "rewrite")
          .containsEntry("unvacuumed", "vacuum")
          .containsEntry("widened", "none")
          .containsEntry("narrowed", "rewrite")
          .containsEntry("never_analyzed", "none")
          .containsEntry("padded", "none")
          .containsEntry("flags", "none")
          .containsEntry("nulls", "none")
          .containsEntry("dropped", "dropped columns")
          .containsEntry("loose", "none")
          .containsEntry("names", "none");
      assertThat(row(section, "half").number("waste")).isCloseTo(47, within(6.0));
      assertThat(row(section, "unvacuumed").number("dead_measured")).isCloseTo(37, within(6.0));
      assertThat(Looking.finding(section, "bloat.dead-rows", "\"public\".\"unvacuumed\""))
          .flatMap(Finding::remedy)
          .map(Remedy::statement)
          .contains("VACUUM (ANALYZE) \"public\".\"unvacuumed\";");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void withholdsWhatItCannotKnow(int major) throws SQLException {
    try (TestDatabase database = TestServers.database(major)) {
      build(database);

      Section section = Looking.at(database, new BloatReport(EVERYTHING));

      Map<String, String> verdicts = verdicts(section);
      assertThat(verdicts)
          .containsEntry("fresh", "none")
          .containsEntry("padded", "none")
          .containsEntry("flags", "none")
          .containsEntry("nulls", "none")
          .containsEntry("loose", "none")
          .containsEntry("half", "unknown")
          .containsEntry("widened", "unknown")
          .containsEntry("narrowed", "unknown")
          .containsEntry("never_analyzed", "unknown")
          .containsEntry("names", "unknown");
      assertThat(row(section, "widened").get("estimate")).isNull();
      assertThat(row(section, "half").number("estimate")).isCloseTo(50, within(6.0));
      assertThat(row(section, "padded").number("estimate")).isLessThan(5);
      assertThat(row(section, "flags").number("estimate")).isLessThan(5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void seesNothingHealthyWithPgMonitorAlone(int major) throws SQLException {
    String role = "monitor_" + major;
    try (TestDatabase database = TestServers.database(major)) {
      build(database);
      database.execute("DROP ROLE IF EXISTS " + role);
      database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'm' IN ROLE pg_monitor");
      ConnectionTarget monitor = database.target().withUser(role, Optional.of(Secret.of("m")));

      Section section = Looking.at(monitor, new BloatReport(EVERYTHING));

      assertThat(verdicts(section).values()).containsOnly("unknown");
      assertThat(section.severity().wantsAttention()).isTrue();
      // VACUUM without the right to it warns, skips the table, and succeeds.
      assertThat(row(section, "unvacuumed").flag("may_vacuum")).isFalse();
      assertThat(Looking.finding(section, "bloat.dead-rows", "\"public\".\"unvacuumed\""))
          .map(Finding::advice)
          .hasValueSatisfying(advice -> assertThat(advice).contains("Run it as postgres"));
      try (Connection session = new Sessions().open(monitor, "test");
          Statement statement = session.createStatement()) {
        statement.execute("VACUUM unvacuumed");
        assertThat(statement.getWarnings().getMessage())
            .containsPattern("permission denied|skipping");
      }
    } finally {
      try (TestDatabase other = TestServers.database(major)) {
        other.execute("DROP ROLE IF EXISTS " + role);
      }
    }
  }

  private static void build(TestDatabase database) throws SQLException {
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      for (String line : FIXTURE.lines().toList()) {
        statement.execute(line);
        // Counters handed in after an ANALYZE would make its statistics look stale.
        statement.execute("SELECT pg_stat_force_next_flush()");
      }
    }
    Waiting.until(
        () ->
            "8000"
                .equals(
                    database.query(
                        "SELECT n_dead_tup FROM pg_stat_all_tables WHERE relname = 'unvacuumed'")));
  }

  private static Map<String, String> verdicts(Section section) {
    return Looking.rows(section, "tables").stream()
        .collect(Collectors.toMap(row -> row.text("table"), row -> row.text("verdict")));
  }

  private static Row row(Section section, String table) {
    return Looking.rows(section, "tables").stream()
        .filter(row -> row.text("table").equals(table))
        .findFirst()
        .orElseThrow();
  }
}
