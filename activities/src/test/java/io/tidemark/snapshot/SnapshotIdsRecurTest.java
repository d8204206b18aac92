package io.tidemark.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.provision.ScratchPostgres;
import io.tidemark.testkit.TestServers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After a restart the server gives the same id to another snapshot. */
class SnapshotIdsRecurTest {
  @Test
  void anIdThatCameBackIsNotTheSnapshot() throws Exception {
    try (ScratchPostgres server = ScratchPostgres.start(TestServers.installation(17))) {
      ConnectionTarget target = server.target();
      HeldSnapshot before;
      try (SnapshotHolder holder =
          SnapshotHolder.open(Holding.SESSIONS, target, Holding.first(OnDdl.FAIL, 1))) {
        before = holder.held();
        server.crash();
        server.startAgain();
      }
      try (SnapshotHolder holder =
          SnapshotHolder.open(Holding.SESSIONS, target, Holding.first(OnDdl.FAIL, 1))) {
        HeldSnapshot after = holder.held();
        // As if the id had recurred, which it does more often than not.
        HeldSnapshot stale =
            new HeldSnapshot(
                1,
                1,
                "t1",
                after.snapshotId(),
                before.snapshotText(),
                before.postmasterStart(),
                before.lsn(),
                before.takenAt());

        assertThat(after.postmasterStart()).isNotEqualTo(before.postmasterStart());
        assertThatThrownBy(
                () ->
                    SnapshotImport.open(
                        Holding.SESSIONS, target, List.of(stale), "tidemark/run1/x#1"))
            .isInstanceOf(SnapshotGoneException.class)
            .hasMessageContaining("restarted");
      }
    }
  }

  @Test
  void anIdOfTheSameServerWithAnotherSnapshotBehindItIsRefused() throws Exception {
    try (var database = TestServers.database(15);
        SnapshotHolder holder = Holding.hold(database)) {
      HeldSnapshot held = holder.held();
      HeldSnapshot other =
          new HeldSnapshot(
              1,
              1,
              "t1",
              held.snapshotId(),
              "1:1:",
              held.postmasterStart(),
              held.lsn(),
              held.takenAt());

      assertThatThrownBy(
              () ->
                  SnapshotImport.open(
                      Holding.SESSIONS, database.target(), List.of(other), "tidemark/run1/x#1"))
          .isInstanceOf(SnapshotGoneException.class)
          .hasMessageContaining("another snapshot");
      // The next candidate is tried all the same.
      assertThat(
              SnapshotImport.open(
                      Holding.SESSIONS,
                      database.target(),
                      List.of(other, held),
                      "tidemark/run1/x#1")
                  .from())
          .isEqualTo(held);
    }
  }

  @Test
  void generationsAreNeverMixed() {
    HeldSnapshot one = new HeldSnapshot(1, 1, "t", "a", "b", "c", "d", "e");
    HeldSnapshot two = new HeldSnapshot(2, 1, "t", "a", "b", "c", "d", "e");

    assertThatThrownBy(
            () ->
                SnapshotImport.open(
                    Holding.SESSIONS,
                    TestServers.server(15).target(),
                    List.of(one, two),
                    "tidemark/run1/x#1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
