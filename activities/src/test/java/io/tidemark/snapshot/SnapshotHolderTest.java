package io.tidemark.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotHolderTest {
  @ParameterizedTest
  @ValueSource(ints = {15, 17, 18})
  void aReexportedSnapshotOutlivesItsMaker(int major) throws Exception {
    try (TestDatabase database = TestServers.database(major)) {
      database.execute("CREATE TABLE a (id int); INSERT INTO a VALUES (1)");
      SnapshotHolder first = Holding.hold(database);
      database.execute("INSERT INTO a VALUES (2)");
      try (SnapshotHolder second =
          SnapshotHolder.open(Holding.SESSIONS, database.target(), Holding.second(first.held()))) {
        HeldSnapshot one = first.held();
        first.close();
        HeldSnapshot two = second.held();

        assertThat(two.snapshotText()).isEqualTo(one.snapshotText());
        assertThat(two.postmasterStart()).isEqualTo(one.postmasterStart());
        assertThat(two.snapshotId()).isNotEqualTo(one.snapshotId());
        assertThat(two.takenAt()).isEqualTo(one.takenAt());
        assertThat(two.lsn()).isEqualTo(one.lsn()).contains("/");
        assertThat(Instant.parse(two.takenAt())).isBefore(Instant.now().plusSeconds(60));
        try (Connection part =
            SnapshotImport.open(
                    Holding.SESSIONS, database.target(), List.of(one, two), "tidemark/run1/x#1")
                .session()) {
          assertThat(Holding.query(part, "SELECT count(*) FROM public.a")).isEqualTo("1");
          assertThatThrownBy(() -> Holding.execute(part, "DELETE FROM public.a"))
              .hasMessageContaining("read-only");
        }
      }
    }
  }

  @Test
  void everyTableIsLockedAndLetGo() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      database.execute(
          "CREATE TABLE parent (id int); CREATE TABLE child () INHERITS (parent);"
              + "CREATE TABLE p (id int) PARTITION BY RANGE (id);"
              + "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);"
              + "CREATE SCHEMA \"S q\"; CREATE TABLE \"S q\".\"we\"\"ird\n\" (id int)");
      try (SnapshotHolder holder = Holding.hold(database)) {
        assertThat(holder.tend()).isEmpty();
        assertThat(locked(database)).isEqualTo("5");
      }
      Holding.await(() -> "0".equals(locked(database)));
    }
  }

  @Test
  void aHolderWhoseSessionWasEndedSaysSo() throws Exception {
    try (TestDatabase database = TestServers.database(15);
        SnapshotHolder holder = Holding.hold(database)) {
      database.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'tidemark/run1/holder-1#1'"
              + " AND datname = current_database()");

      assertThatThrownBy(holder::tend).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void whenEveryHolderIsDeadTheSnapshotIsGone() throws Exception {
    try (TestDatabase database = TestServers.database(17)) {
      SnapshotHolder holder = Holding.hold(database);
      holder.close();

      assertThatThrownBy(
              () ->
                  SnapshotImport.open(
                      Holding.SESSIONS,
                      database.target(),
                      List.of(holder.held()),
                      "tidemark/run1/x#1"))
          .isInstanceOf(SnapshotGoneException.class)
          .hasMessageContaining("not exported any more");
    }
  }

  @Test
  void fiveThousandTablesFitTheDefaultLockTableForFourSessions() throws Exception {
    try (TestDatabase database = TestServers.database(15)) {
      for (int thousand = 0; thousand < 5; thousand++) {
        database.execute(
            "DO $$ BEGIN FOR i IN 1..1000 LOOP EXECUTE format('CREATE TABLE t_"
                + thousand
                + "_%s (id int)', i); END LOOP; END $$");
      }
      assertThat(new LockRoom(64L * 105, 64, 5_000, 4).advice()).isEmpty();
      try (SnapshotHolder one = Holding.hold(database);
          SnapshotHolder two =
              SnapshotHolder.open(Holding.SESSIONS, database.target(), Holding.second(one.held()));
          SnapshotHolder three =
              SnapshotHolder.open(Holding.SESSIONS, database.target(), Holding.second(one.held()));
          SnapshotHolder four =
              SnapshotHolder.open(
                  Holding.SESSIONS, database.target(), Holding.second(one.held()))) {
        assertThat(List.of(two, three, four)).allSatisfy(h -> assertThat(h.tend()).isEmpty());
        assertThat(locked(database)).isEqualTo("20000");
      }
    }
  }

  private static String locked(TestDatabase database) {
    return String.valueOf(
        database.query(
            "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                + " JOIN pg_class c ON c.oid = l.relation"
                + " WHERE a.application_name LIKE 'tidemark/run1/%' AND l.mode = 'AccessShareLock'"
                + " AND c.relkind IN ('r', 'p') AND c.oid >= 16384"
                + " AND a.datname = current_database()"));
  }
}
