package io.tidemark.impact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.restore.ImpactReport;
import io.tidemark.api.restore.ImpactReport.TableImpact;
import io.tidemark.census.DatabaseProperties;
import io.tidemark.census.DatabasePropertiesReader;
import io.tidemark.postgres.Sessions;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would change, between two real databases. */
final class ImpactReaderTest {
  private static final Sessions SESSIONS = new Sessions();
  private static final String SHOP =
      "CREATE TABLE orders (id int, created_at timestamptz, expires_at timestamptz);"
          + "INSERT INTO orders SELECT n, '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 h',"
          + " 'infinity' FROM generate_series(1, 10) n;"
          + "CREATE TABLE \"Odd \"\"name\" (a int);"
          + "CREATE TABLE same (id int, updated_on date);"
          + "INSERT INTO same VALUES (1, '2026-01-01');"
          + "CREATE TABLE cut (id int) PARTITION BY RANGE (id);"
          + "CREATE TABLE cut_1 PARTITION OF cut FOR VALUES FROM (1) TO (10);"
          + "INSERT INTO cut SELECT generate_series(1, 5)";

  @ParameterizedTest
  @ValueSource(ints = {15, 17})
  void everyDifferenceIsTold(int major) throws Exception {
    try (TestDatabase live = TestServers.database(major);
        TestDatabase restored = TestServers.database(major)) {
      live.execute(SHOP);
      restored.execute(SHOP);
      DatabaseProperties recorded;
      try (Connection session = SESSIONS.open(live.target(), "test")) {
        recorded = new DatabasePropertiesReader(session).read();
      }
      live.execute("DELETE FROM orders WHERE id > 4; INSERT INTO \"Odd \"\"name\" VALUES (1), (2)");
      live.execute("DROP TABLE same; CREATE TABLE newer AS SELECT 1 AS id; DELETE FROM cut");
      live.execute("ALTER DATABASE \"" + live.name() + "\" SET statement_timeout = '9s'");
      live.execute("CREATE SCHEMA tidemark_load_x CREATE TABLE marker (name text)");

      AtomicInteger tables = new AtomicInteger();
      ImpactReport report =
          new ImpactReader(
                  () -> SESSIONS.open(live.target(), "tidemark/r/impact#1"),
                  () -> SESSIONS.open(restored.target(), "tidemark/r/impact#1"),
                  Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
              .read(recorded, tables::incrementAndGet);

      assertThat(report.tables())
          .containsExactly(
              new TableImpact("public.\"Odd \"\"name\"", 2, 0, "", "", ""),
              new TableImpact("public.cut", 0, 5, "", "", ""),
              new TableImpact(
                  "public.orders",
                  4,
                  10,
                  "created_at",
                  "2026-01-01 04:00:00+00",
                  "2026-01-01 10:00:00+00"));
      assertThat(report.lostTables()).containsExactly("public.newer");
      assertThat(report.gainedTables()).containsExactly("public.same");
      assertThat(report.tablesCompared()).isEqualTo(5);
      assertThat(report.tablesDiffering()).isEqualTo(5);
      assertThat(report.liveRows()).isEqualTo(7);
      assertThat(report.restoredRows()).isEqualTo(16);
      assertThat(report.liveBytes()).isPositive();
      assertThat(report.settings())
          .containsExactly("statement_timeout is 9s and stays; at backup time it was unset");
      assertThat(report.sessions()).as("ours do not count").isZero();
      assertThat(report.takenAt()).isEqualTo("1970-01-01T00:00:00Z");
      assertThat(tables).hasValue(8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = 15)
  void aTableThatCannotBeReadNowIsEstimated(int major) throws Exception {
    try (TestDatabase live = TestServers.database(major);
        TestDatabase restored = TestServers.database(major);
        Connection holder = SESSIONS.open(live.target(), "test")) {
      live.execute(SHOP + "; ANALYZE");
      restored.execute(SHOP);
      DatabaseProperties recorded = new DatabasePropertiesReader(holder).read();
      holder.setAutoCommit(false);
      holder.createStatement().execute("LOCK TABLE orders");

      ImpactReport report =
          new ImpactReader(
                  () -> SESSIONS.open(live.target(), "tidemark/r/impact#1"),
                  () -> SESSIONS.open(restored.target(), "tidemark/r/impact#1"),
                  Clock.systemUTC())
              .read(recorded, () -> {});

      assertThat(report.liveRows()).isEqualTo(16);
      assertThat(report.notices())
          .containsExactly(
              "1 tables of the live database could not be counted in time; their rows are"
                  + " estimates");
      assertThat(report.sessions()).isEqualTo(1);
    }
  }
}
