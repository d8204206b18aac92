package io.tidemark.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.SmallBackup;
import io.tidemark.retention.RetentionPolicy;
import io.tidemark.store.StoreException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A prune that dies before any of its operations leaves nothing that the next does not finish. */
final class PruneKilledTest {
  private static final RetentionPolicy TWO = RetentionPolicy.of(2, 0).withMaxDeletedPercent(100);

  @Test
  void killedAnywhereTheNextOneEndsTheSameWay() throws Exception {
    int operations = 0;
    while (!survives(operations)) {
      operations++;
    }
    assertThat(operations).isGreaterThan(40);
  }

  /** Whether a prune that dies before this operation has ended before it. */
  private static boolean survives(int operation) throws Exception {
    Shelf shelf = new Shelf();
    List<BackupLocation> backups = shelf.backUp(4);
    SmallBackup.part(shelf.store, backups.get(3), 1, SmallBackup.key());
    shelf.clock.pass(Shelf.GRACE.plusMinutes(1));
    boolean survived = false;
    DyingStore dying = new DyingStore(shelf, operation);
    if (dying.outlives(() -> shelf.prune(dying, TWO, false))) {
      survived = true;
    }
    assertThat(shelf.sealed()).contains(backups.get(2).backupId(), backups.get(3).backupId());

    shelf.prune(TWO);

    assertThat(shelf.sealed())
        .containsExactly(backups.get(2).backupId(), backups.get(3).backupId());
    assertThat(shelf.objects(backups.get(0))).isEmpty();
    assertThat(shelf.objects(backups.get(1))).isEmpty();
    assertThat(shelf.objects(backups.get(3))).filteredOn(key -> key.contains("/parts/")).hasSize(4);
    assertThat(shelf.dryRun(TWO).strays()).isEmpty();
    return survived;
  }

  /** Works for so many operations, then never again. */
  private static final class DyingStore extends WrappedStore {
    private int left;

    DyingStore(Shelf shelf, int operations) {
      super(shelf.store);
      this.left = operations;
    }

    @FunctionalInterface
    interface Work {
      Object run() throws Exception;
    }

    boolean outlives(Work work) {
      if (left == 0) {
        assertThatThrownBy(work::run).hasMessageContaining("the process is dead");
        return false;
      }
      try {
        work.run();
        return true;
      } catch (Exception e) {
        assertThat(e).hasMessageContaining("the process is dead");
        return false;
      }
    }

    @Override
    void before(String operation, String key) throws StoreException {
      if (left-- <= 0) {
        throw new StoreException(StoreException.Kind.UNAVAILABLE, null, "the process is dead");
      }
    }
  }
}
