package io.tidemark.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "ALTER TABLE orders ADD note text|ALTER TABLE orders ADD note text",
        "INSERT INTO p VALUES ('it''s', 42, 3.5)|INSERT INTO p VALUES (…, …, …)",
        "ALTER ROLE a PASSWORD 'cut off by the serv|ALTER ROLE a PASSWORD …",
        "SELECT E'a\\'b', 1|SELECT E…, …",
        "DO $x$ secret $x$ LANGUAGE plpgsql|DO … LANGUAGE plpgsql",
        "TRUNCATE a /* because of 'x' */|TRUNCATE a",
        "ALTER TABLE t1 DROP c2 -- why|ALTER TABLE t1 DROP c2",
      })
  void constantsAreTakenOut(String statement, String shape) {
    assertThat(Redaction.of(statement)).isEqualTo(shape);
  }
}
