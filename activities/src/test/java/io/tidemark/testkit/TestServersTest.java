package io.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestServersTest {
  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void everySupportedMajorRuns(int major) {
    try (TestDatabase database = TestServers.database(major)) {
      assertThat(database.query("SELECT current_setting('server_version_num')::int / 10000"))
          .isEqualTo(Integer.toString(major));
    }
  }
}
