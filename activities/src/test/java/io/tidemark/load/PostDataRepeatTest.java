package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.Sessions;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostDataRepeatTest {
  /**
   * Loses the connection at every n-th COMMIT, before or after it, and goes on until it is done.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLoadThatIsCutAgainAndAgainEndsLikeOneThatWasNot(boolean beforeCommit) throws Exception {
    try (TestDatabase source = TestServers.database(17)) {
      Menagerie.fill(source);
      SampleBackup backup = SampleBackup.of(source, 17);
      try (SideFixture side = new SideFixture(17, backup)) {
        side.createAndLoadSchema();
        side.loadRows();
        int cuts = 0;
        for (boolean done = false; !done; ) {
          AtomicInteger commits = new AtomicInteger();
          try {
            side.buildPostData(() -> cutAtThirdCommit(side, commits, beforeCommit));
            done = true;
          } catch (SQLException expected) {
            cuts++;
            assertThat(cuts).as(expected.toString()).isLessThan(60);
          }
        }
        assertThat(cuts).isGreaterThan(8);
        side.buildPostData();
        assertThat(LoadRoundTripTest.definitions(side.database(), 17))
            .isEqualTo(LoadRoundTripTest.definitions(source, 17));
      }
    }
  }

  private static Connection cutAtThirdCommit(
      SideFixture side, AtomicInteger commits, boolean beforeCommit) throws SQLException {
    Connection session = new Sessions().open(side.target(), "tidemark post-data");
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (unused, method, arguments) -> {
              boolean cut = method.getName().equals("commit") && commits.incrementAndGet() == 3;
              if (cut && beforeCommit) {
                session.abort(Runnable::run);
              }
              try {
                Object result = method.invoke(session, arguments);
                if (cut) {
                  session.abort(Runnable::run);
                  throw new SQLException("connection lost by test", "08006");
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
