package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.restore.Finding;
import io.tidemark.load.SqlAssertions.Assertion;
import io.tidemark.postgres.Sessions;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users ask of a restored database before it takes the live one's place. */
final class SqlAssertionsTest {
  @Test
  void answersThatAreNotAsExpectedAreErrors() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute("CREATE TABLE patients AS SELECT n AS id FROM generate_series(1, 3) n");

      List<Finding> findings =
          new SqlAssertions(() -> new Sessions().open(database.target(), "tidemark check"))
              .ask(
                  List.of(
                      new Assertion("as expected", "SELECT count(*) FROM patients", "3"),
                      new Assertion("too few", "SELECT count(*) >= 10 FROM patients", "t"),
                      new Assertion("no row", "SELECT id FROM patients WHERE id > 3", "1"),
                      new Assertion("several", "SELECT id FROM patients", "1"),
                      new Assertion("wrong", "SELECT count(*) FROM nurses", "1"),
                      new Assertion("writes", "DELETE FROM patients RETURNING 1", "1"),
                      new Assertion("null", "SELECT max(id) FROM patients WHERE id > 3", "null")));

      assertThat(findings)
          .extracting(Finding::object)
          .containsExactly("too few", "no row", "several", "wrong", "writes");
      assertThat(findings).allMatch(finding -> finding.severity() == Finding.Severity.ERROR);
      assertThat(findings.get(0).message()).isEqualTo("check \"too few\" gave f, expected t");
      assertThat(database.query("SELECT count(*) FROM patients")).isEqualTo("3");
    }
  }
}
