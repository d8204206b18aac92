package io.tidemark.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.plan.BackupPlan;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sum that every transaction keeps shows whether all parts are of one instant. */
class WritesDuringBackupTest {
  @ParameterizedTest
  @ValueSource(ints = {15, 18})
  void theBackupIsTheSnapshotExactly(int major) throws Exception {
    try (TestDatabase source = TestServers.database(major);
        TestDatabase copy = TestServers.database(major)) {
      source.execute(
          "CREATE TABLE a (id int PRIMARY KEY, n bigint, filler text);"
              + "CREATE TABLE b (id int PRIMARY KEY, n bigint, filler text);"
              + "INSERT INTO a SELECT i, 0, repeat('x', 500) FROM generate_series(1, 5000) i;"
              + "INSERT INTO b SELECT * FROM a");
      AtomicBoolean stop = new AtomicBoolean();
      CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> write(source, stop));
      try (BackupRig rig = new BackupRig(source)) {
        BackupPlan plan = rig.plan(1 << 20);
        rig.dump(plan);
        rig.load(plan, copy);
      } finally {
        stop.set(true);
      }
      assertThat(writer.get()).isPositive();
      assertThat(copy.query("SELECT (SELECT sum(n) FROM a) + (SELECT sum(n) FROM b)"))
          .isEqualTo("0");
      assertThat(copy.query("SELECT (SELECT count(*) FROM a) || ' ' || (SELECT count(*) FROM b)"))
          .isEqualTo("5000 5000");
    }
  }

  /** Moves amounts between rows of both tables, so that rows wander to new blocks all the time. */
  private static int write(TestDatabase source, AtomicBoolean stop) {
    int transactions = 0;
    try (Connection session = source.connect();
        Statement statement = session.createStatement()) {
      while (!stop.get()) {
        int row = 1 + transactions * 37 % 5000;
        statement.execute(
            "BEGIN; UPDATE a SET n = n - 1 WHERE id BETWEEN "
                + row
                + " AND "
                + (row + 20)
                + "; UPDATE b SET n = n + 1 WHERE id BETWEEN "
                + row
                + " AND "
                + (row + 20)
                + "; COMMIT");
        transactions++;
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return transactions;
  }
}
