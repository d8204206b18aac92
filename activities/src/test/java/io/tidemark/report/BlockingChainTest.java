package io.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A and D read and keep their transactions open; B alters and waits; C and E read behind B. */
final class BlockingChainTest {
  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void namesTheQueueHeadAndFreesEverybodyBehindIt(int major) throws Exception {
    try (TestDatabase database = TestServers.database(major);
        Chain chain = new Chain(database)) {
      Section section = Looking.at(database, new LocksReport());

      Map<String, Long> blocks = new TreeMap<>();
      Looking.rows(section, "tree")
          .forEach(row -> blocks.put(row.text("application"), row.count("blocks")));
      assertThat(blocks)
          .containsExactlyInAnyOrderEntriesOf(Map.of("A", 3L, "B", 2L, "C", 0L, "D", 3L, "E", 0L));
      assertThat(section.findings())
          .filteredOn(finding -> finding.check().equals("locks.blocking"))
          .hasSize(2)
          .allSatisfy(
              finding -> {
                assertThat(finding.advice())
                    .contains("pid " + chain.pid("B") + " only waits")
                    .contains("pid " + chain.pid("C"), "pid " + chain.pid("E"));
                assertThat(finding.remedy().orElseThrow().statement())
                    .startsWith("SELECT pg_cancel_backend(pid)")
                    .contains("pid = " + chain.pid("B"));
              });

      String cure = section.findings().get(0).remedy().orElseThrow().statement();
      // The pid may be somebody else's by now: then nothing must happen.
      String reused = cure.replaceFirst("backend_start = '[^']*'", "backend_start = '2001-01-01'");
      assertThat(database.query(reused)).isNull();
      assertThat(Looking.rows(Looking.at(database, new LocksReport()), "tree")).hasSize(5);

      assertThat(database.query(cure)).isEqualTo("t");
      Waiting.until(() -> chain.ended("B") && chain.ended("C") && chain.ended("E"));
      assertThat(chain.failure("B")).contains("57014");
      assertThat(chain.failure("C")).isEmpty();
      assertThat(chain.failure("E")).isEmpty();
    }
  }

  /** The five sessions. */
  private static final class Chain implements AutoCloseable {
    private final TestDatabase database;
    private final Map<String, Connection> sessions = new TreeMap<>();
    private final Map<String, Integer> pids = new TreeMap<>();
    private final Map<String, Thread> threads = new TreeMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    Chain(TestDatabase database) throws SQLException {
      this.database = database;
      database.execute("CREATE TABLE t (id int)");
      for (String name : List.of("A", "D")) {
        Connection session = open(name);
        session.setAutoCommit(false);
        run(session, "SELECT * FROM t");
      }
      start("B", "ALTER TABLE t ADD COLUMN x int");
      start("C", "SELECT * FROM t");
      start("E", "SELECT * FROM t");
    }

    private Connection open(String name) throws SQLException {
      Connection session = database.connect();
      run(session, "SET application_name = '" + name + "'");
      sessions.put(name, session);
      try (Statement statement = session.createStatement();
          ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
        row.next();
        pids.put(name, row.getInt(1));
      }
      return session;
    }

    private void start(String name, String sql) throws SQLException {
      Connection session = open(name);
      Thread thread =
          new Thread(
              () -> {
                try {
                  run(session, sql);
                } catch (SQLException e) {
                  failures.put(name, String.valueOf(e.getSQLState()));
                }
              });
      thread.start();
      threads.put(name, thread);
      Waiting.until(
          () ->
              "Lock"
                  .equals(
                      database.query(
                          "SELECT wait_event_type FROM pg_stat_activity WHERE pid = "
                              + pid(name))));
    }

    int pid(String name) {
      return Objects.requireNonNull(pids.get(name));
    }

    boolean ended(String name) {
      return !Objects.requireNonNull(threads.get(name)).isAlive();
    }

    String failure(String name) {
      return failures.getOrDefault(name, "");
    }

    private static void run(Connection session, String sql) throws SQLException {
      try (Statement statement = session.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    public void close() throws SQLException {
      for (Connection session : new ArrayList<>(sessions.values())) {
        session.abort(Runnable::run);
      }
      // Their statements end with their connections.
      Waiting.until(() -> threads.values().stream().noneMatch(Thread::isAlive));
    }
  }
}
