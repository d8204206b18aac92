package io.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes that look alike and are not, and foreign keys that look indexed and are not. */
final class IndexFixtureTest {
  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void findsEveryRedundantIndexAndNoNeededOne(int major) throws SQLException {
    try (TestDatabase database = TestServers.database(major)) {
      database.execute(
          """
          CREATE TABLE t (id int PRIMARY KEY, a int, b int, c text, u int UNIQUE, d int);
          CREATE INDEX t_a ON t (a);
          CREATE INDEX t_a_again ON t (a);
          CREATE INDEX t_a_b ON t (a, b);
          CREATE INDEX t_a_b_desc ON t (a, b DESC);
          CREATE INDEX t_a_hash ON t USING hash (a);
          CREATE INDEX t_b_a ON t (b, a);
          CREATE INDEX t_c ON t (c);
          CREATE INDEX t_c_collated ON t (c COLLATE "C");
          CREATE INDEX t_c_pattern ON t (c text_pattern_ops);
          CREATE INDEX t_lower ON t (lower(c));
          CREATE INDEX t_lower_b ON t (lower(c), b);
          CREATE INDEX t_part ON t (d) WHERE d > 0;
          CREATE INDEX t_d ON t (d);
          CREATE INDEX t_part_again ON t (d) WHERE d > 0;
          CREATE INDEX t_u ON t (u);
          CREATE UNIQUE INDEX t_u_unique ON t (u);
          CREATE INDEX t_id ON t (id);
          CREATE INDEX t_d_incl ON t (d, b) INCLUDE (a);
          CREATE INDEX t_d_b ON t (d, b);
          CREATE UNIQUE INDEX t_b_unique ON t (b);
          CREATE INDEX t_b_plain ON t (b);
          """);

      Section section = Looking.at(database, new IndexesReport());

      Set<String> pairs = new TreeSet<>();
      for (Row row : Looking.rows(section, "duplicates")) {
        pairs.add(row.text("index") + " " + row.text("kind") + " " + row.text("keeper"));
      }
      assertThat(pairs)
          .containsExactlyInAnyOrder(
              "t_a_again duplicate t_a",
              "t_a prefix t_a_b",
              "t_a prefix t_a_b_desc",
              "t_a_again prefix t_a_b",
              "t_a_again prefix t_a_b_desc",
              "t_lower prefix t_lower_b",
              "t_part_again duplicate t_part",
              "t_u duplicate t_u_key",
              "t_u duplicate t_u_unique",
              "t_u_unique duplicate t_u_key",
              "t_id duplicate t_pkey",
              "t_d prefix t_d_b",
              "t_d prefix t_d_incl",
              "t_d_b prefix t_d_incl",
              "t_b_plain duplicate t_b_unique",
              "t_b_plain prefix t_b_a");
      assertThat(Looking.finding(section, "indexes.duplicate", "\"public\".\"t_a_again\""))
          .flatMap(Finding::remedy)
          .map(Remedy::undo)
          .contains("CREATE INDEX CONCURRENTLY t_a_again ON public.t USING btree (a);");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void takesOnlyUsableIndexesForAForeignKeys(int major) throws SQLException {
    try (TestDatabase database = TestServers.database(major)) {
      database.execute(
          """
          CREATE TABLE p (x int, y int, PRIMARY KEY (x, y));
          CREATE TABLE q (id int PRIMARY KEY);
          CREATE TABLE reordered (x int, y int, FOREIGN KEY (x, y) REFERENCES p);
          CREATE INDEX ON reordered (y, x);
          CREATE TABLE interrupted (x int, y int, z int, FOREIGN KEY (x, y) REFERENCES p);
          CREATE INDEX ON interrupted (x, z, y);
          CREATE TABLE partial (v int, w int REFERENCES q);
          CREATE INDEX ON partial (w) WHERE v > 0;
          CREATE TABLE not_null (w int REFERENCES q);
          CREATE INDEX ON not_null (w) WHERE w IS NOT NULL;
          CREATE TABLE hashed (w int REFERENCES q);
          CREATE INDEX ON hashed USING hash (w);
          CREATE TABLE included (v int, w int REFERENCES q);
          CREATE INDEX ON included (v) INCLUDE (w);
          CREATE TABLE bare (w int REFERENCES q);
          """);

      Section section = Looking.at(database, new IndexesReport());

      assertThat(Looking.rows(section, "foreignKeys"))
          .extracting(row -> row.text("table"))
          .containsExactlyInAnyOrder("interrupted", "partial", "included", "bare");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void doesNotCallAnIndexUnusedWhileStatisticsAreYoung(int major) throws SQLException {
    try (TestDatabase database = TestServers.database(major)) {
      database.execute(
          """
          CREATE TABLE big AS SELECT i AS id, md5(i::text) AS t FROM generate_series(1, 200000) i;
          CREATE INDEX big_t ON big (t);
          """);

      Section section = Looking.at(database, new IndexesReport());

      assertThat(Looking.finding(section, "indexes.unused", "\"public\".\"big_t\""))
          .hasValueSatisfying(
              finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.INFO);
                assertThat(finding.remedy()).isEmpty();
                assertThat(finding.advice()).contains("younger than 30 days");
              });
    }
  }
}
