package io.tidemark.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The holder has ACCESS SHARE, an ALTER queues behind it, and our parts queue behind the ALTER. The
 * holder is idle, so the server sees no deadlock and would wait for ever.
 */
class UndetectedDeadlockTest {
  private static final String ALTER = "ALTER TABLE a ADD note text DEFAULT 'secret'";

  @Test
  void theSessionInTheWayIsNamed() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute("CREATE TABLE a (id int)");
      SnapshotHolder holder = Holding.hold(database);
      CompletableFuture<String> alter = alter(database);
      Holding.awaitQueued(database);

      assertThatThrownBy(
              () ->
                  PartSession.open(
                      Holding.access(database, List.of(holder.held()), OnDdl.FAIL),
                      List.of(Holding.oid(database, "a"))))
          .isInstanceOf(BlockedByDdlException.class)
          .hasMessageContaining("tidemark test")
          .hasMessageContaining("postgres")
          .hasMessageContaining("waits behind this backup")
          .hasMessageContaining("public.a")
          .hasMessageContaining("ALTER TABLE a ADD note text DEFAULT …")
          .hasMessageNotContaining("secret");
      assertThat(holder.tend())
          .singleElement()
          .satisfies(session -> assertThat(session.waitsForUs()).isTrue());
      assertThat(alter).isNotDone();
      holder.close();
      assertThat(alter.get(30, TimeUnit.SECONDS)).isEqualTo("done");
    }
  }

  @Test
  void thePartCancelsWhatOnlyWaitsForUsWhenThePolicySaysSo() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute("CREATE TABLE a (id int); INSERT INTO a VALUES (1)");
      try (SnapshotHolder holder = Holding.hold(database)) {
        CompletableFuture<String> alter = alter(database);
        Holding.awaitQueued(database);
        try (PartSession part =
            PartSession.open(
                Holding.access(database, List.of(holder.held()), OnDdl.CANCEL),
                List.of(Holding.oid(database, "a")))) {
          assertThat(Holding.query(part.session(), "SELECT count(*) FROM public.a")).isEqualTo("1");
        }
        assertThat(alter.get(30, TimeUnit.SECONDS)).contains("user request");
      }
    }
  }

  @Test
  void theHolderClearsTheRoadForProgramsThatCannot() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute("CREATE TABLE a (id int)");
      try (SnapshotHolder holder =
          SnapshotHolder.open(
              Holding.SESSIONS, database.target(), Holding.first(OnDdl.CANCEL, 1))) {
        CompletableFuture<String> alter = alter(database);
        Holding.awaitQueued(database);
        Holding.await(
            () -> {
              try {
                holder.tend();
              } catch (SQLException e) {
                throw new AssertionError(e);
              }
              return alter.isDone();
            });
        assertThat(alter.join()).contains("user request");
      }
    }
  }

  @Test
  void somebodyWhoHoldsTheLockIsNamedAndNeverCancelled() throws Exception {
    try (TestDatabase database = TestServers.database(17);
        Connection owner = database.connect()) {
      database.execute("CREATE TABLE a (id int)");
      Holding.execute(owner, "BEGIN");
      Holding.execute(owner, "LOCK TABLE a IN ACCESS EXCLUSIVE MODE");

      assertThatThrownBy(
              () ->
                  SnapshotHolder.open(
                      Holding.SESSIONS, database.target(), Holding.first(OnDdl.CANCEL, 1)))
          .isInstanceOfSatisfying(
              BlockedByDdlException.class,
              blocked ->
                  assertThat(blocked.blockers())
                      .singleElement()
                      .satisfies(session -> assertThat(session.granted()).isTrue()))
          .hasMessageContaining("holds an ACCESS EXCLUSIVE lock on public.a");
      Holding.execute(owner, "SELECT 1");
    }
  }

  /** Ends with "done", or with the server's message. */
  private static CompletableFuture<String> alter(TestDatabase database) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Connection session = database.connect()) {
            Holding.execute(session, ALTER);
            return "done";
          } catch (SQLException e) {
            return String.valueOf(e.getMessage());
          }
        });
  }
}
