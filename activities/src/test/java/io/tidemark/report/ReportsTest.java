package io.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.Secret;
import io.tidemark.postgres.Sessions;
import io.tidemark.provision.ScratchPostgres;
import io.tidemark.report.capture.CaptureStore;
import io.tidemark.report.html.HtmlReport;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All reports together: what they may see, how little they disturb, and what they remember. */
final class ReportsTest {
  @TempDir private Path folder;

  private DatabaseReport take(ConnectionTarget target) throws Exception {
    return new Reports(
            new Sessions(),
            new CaptureStore(folder),
            ReportSession.Limits.USUAL,
            OptionalLong.empty())
        .take(target, EnumSet.allOf(ReportName.class));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void canAllBeTakenOnEveryServer(int major) throws Exception {
    try (TestDatabase database = TestServers.database(major)) {
      database.execute("CREATE TABLE t (id serial PRIMARY KEY, \"<b>\" text)");

      DatabaseReport report = take(database.target());

      assertThat(report.sections()).extracting(Section::name).containsExactly(ReportName.values());
      assertThat(report.findings()).noneMatch(finding -> finding.check().endsWith(".failed"));
      ObjectNode json = ReportJson.of(report);
      for (ReportName name : ReportName.values()) {
        assertThat(json.path(name.key()).path("figures").isObject()).isTrue();
      }
      assertThat(HtmlReport.of(report))
          .startsWith("<!DOCTYPE html>")
          .doesNotContain("<script", "http://", "https://", "<link");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void endUnderAForeignExclusiveLockHeldOrWaitedFor(int major) throws Exception {
    try (TestDatabase database = TestServers.database(major)) {
      database.execute(
          """
          CREATE TABLE held (id int PRIMARY KEY, a int);
          CREATE INDEX held_a ON held (a);
          CREATE INDEX held_lower ON held ((a + 1));
          CREATE TABLE waited (id int PRIMARY KEY, a int);
          CREATE INDEX waited_a ON waited (a) WHERE a > 0;
          """);
      try (Connection holder = database.connect();
          Connection reader = database.connect();
          Connection waiter = database.connect();
          Statement hold = holder.createStatement();
          Statement read = reader.createStatement();
          Statement wait = waiter.createStatement()) {
        holder.setAutoCommit(false);
        hold.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");
        reader.setAutoCommit(false);
        read.execute("SELECT * FROM waited");
        Thread alter =
            new Thread(
                () -> {
                  try {
                    wait.execute("ALTER TABLE waited ADD COLUMN b int");
                  } catch (SQLException cancelled) {
                    // The test is over.
                  }
                });
        alter.start();
        Waiting.until(
            () ->
                "1"
                    .equals(
                        database.query(
                            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation ="
                                + " 'waited'::regclass::oid")));

        DatabaseReport report = take(database.target());

        assertThat(report.findings())
            .noneMatch(finding -> finding.check().endsWith(".failed"))
            .filteredOn(finding -> finding.check().equals("size.locked"))
            .extracting(Finding::subject)
            .containsExactlyInAnyOrder("\"public\".\"held\"", "\"public\".\"waited\"");
        waiter.abort(Runnable::run);
        alter.join();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void callNothingHealthyThatARoleCannotSee(int major) throws Exception {
    try (TestDatabase database = TestServers.database(major)) {
      database.execute("CREATE TABLE t (id serial PRIMARY KEY)");
      database.execute("CREATE ROLE plain_" + major + " LOGIN PASSWORD 'p'");
      ConnectionTarget plain =
          database.target().withUser("plain_" + major, Optional.of(Secret.of("p")));

      DatabaseReport report = take(plain);

      assertThat(report.findings())
          .filteredOn(finding -> finding.severity() == Severity.UNKNOWN)
          .extracting(Finding::check)
          .contains(
              "connections.hidden",
              "locks.hidden",
              "replication.hidden",
              "health.sequences",
              "slow-queries.extension");
      assertThat(report.severity().wantsAttention()).isTrue();
    } finally {
      try (TestDatabase other = TestServers.database(major)) {
        other.execute("DROP ROLE IF EXISTS plain_" + major);
      }
    }
  }

  @Test
  void countStatementsSinceTheLastLookAndNeverReset() throws Exception {
    for (int major : TestServers.WITH_CLIENTS) {
      try (ScratchPostgres server =
          ScratchPostgres.start(
              TestServers.installation(major),
              Map.of("shared_preload_libraries", "pg_stat_statements"))) {
        TestDatabase database = TestDatabase.existing(server, "postgres");
        // As pg_upgrade leaves it: an extension older than its server has other columns.
        database.execute("CREATE EXTENSION pg_stat_statements VERSION '1.8'");
        database.execute("CREATE TABLE counted AS SELECT 1 AS id");
        database.query("SELECT count(*) FROM counted WHERE id = 7");
        take(database.target());
        for (int i = 0; i < 3; i++) {
          database.query("SELECT count(*) FROM counted WHERE id = " + i);
        }

        DatabaseReport report = take(database.target());

        Section section =
            report.sections().stream()
                .filter(found -> found.name() == ReportName.SLOW_QUERIES)
                .findFirst()
                .orElseThrow();
        assertThat(Looking.rows(section, "statements"))
            .filteredOn(row -> row.text("query").contains("FROM counted WHERE id = $1"))
            .singleElement()
            .satisfies(row -> assertThat(row.count("calls")).isEqualTo(3));
        assertThat(
                database.query(
                    "SELECT calls FROM pg_stat_statements WHERE query LIKE '%FROM counted WHERE"
                        + " id%'"))
            .isEqualTo("4");
        assertThat(report.findings())
            .filteredOn(finding -> finding.check().equals("health.extension"))
            .extracting(Finding::subject)
            .contains("pg_stat_statements");
      }
    }
  }
}
