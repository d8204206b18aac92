package io.tidemark.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EarlierAttemptsTest {
  @Test
  void onlyEarlierAttemptsOfTheSamePartAreEnded() throws Exception {
    try (TestDatabase database = TestServers.database(15);
        Connection first = open(database, "rows-1", 1);
        Connection same = open(database, "rows-1", 2);
        Connection later = open(database, "rows-1", 11);
        Connection other = open(database, "rows-11", 1);
        Connection stranger = Holding.SESSIONS.open(database.target(), "tidemark/other/rows-1#1");
        Connection mine = open(database, "rows-1", 2)) {
      assertThat(EarlierAttempts.end(mine, new SessionName("run1", "rows-1", 2))).isEqualTo(1);

      Holding.await(() -> !alive(first));
      assertThat(alive(same)).isTrue();
      assertThat(alive(later)).isTrue();
      assertThat(alive(other)).isTrue();
      assertThat(alive(stranger)).isTrue();
    }
  }

  private static Connection open(TestDatabase database, String part, int attempt)
      throws SQLException {
    return Holding.SESSIONS.open(database.target(), new SessionName("run1", part, attempt).text());
  }

  private static boolean alive(Connection session) {
    try {
      Holding.execute(session, "SELECT 1");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
