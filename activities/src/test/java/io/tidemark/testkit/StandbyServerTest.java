package io.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StandbyServerTest {
  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void theStandbyFollows(int major) {
    try (StandbyServer servers = StandbyServer.start(major, Map.of("hot_standby_feedback", "on"));
        TestDatabase database = servers.database("orders")) {
      database.execute("CREATE TABLE t AS SELECT 7 AS n");
      servers.catchUp();
      TestDatabase copy = TestDatabase.existing(servers.standby(), "orders");
      assertThat(copy.query("SELECT n FROM t")).isEqualTo("7");
      assertThat(copy.query("SELECT pg_is_in_recovery()")).isEqualTo("t");
      assertThat(copy.query("SHOW hot_standby_feedback")).isEqualTo("on");
    }
  }
}
