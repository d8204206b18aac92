package io.tidemark.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.SmallBackup;
import io.tidemark.keys.KeyRing;
import io.tidemark.marks.Hold;
import io.tidemark.marks.Holds;
import io.tidemark.marks.MarkKeeper;
import io.tidemark.marks.MarkKind;
import io.tidemark.marks.Marks;
import io.tidemark.retention.RetentionPolicy;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a prune deletes, what it leaves, and what it says of each. */
final class PruningTest {
  private static final RetentionPolicy TWO = RetentionPolicy.of(2, 0).withMaxDeletedPercent(100);
  private static final String RESTORE = "restore-1 run-1";

  private final Shelf shelf = new Shelf();

  @Test
  void whatNothingKeepsGoesAndTheTableSaysWhy() throws Exception {
    List<BackupLocation> backups = shelf.backUp(4);

    PruneReport report = shelf.prune(TWO);

    assertThat(report.backups())
        .extracting(Judged::backupId, Judged::outcome, Judged::reasons)
        .containsExactly(
            tuple(backups.get(3).backupId(), Outcome.KEPT, List.of("newest", "last 2")),
            tuple(backups.get(2).backupId(), Outcome.KEPT, List.of("last 2")),
            tuple(backups.get(1).backupId(), Outcome.DELETED, List.of()),
            tuple(backups.get(0).backupId(), Outcome.DELETED, List.of()));
    assertThat(shelf.sealed()).containsExactly(ids(backups.subList(2, 4)));
    assertThat(shelf.objects(backups.get(0))).isEmpty();
    assertThat(shelf.objects()).noneMatch(key -> key.contains("/clock/"));
  }

  @Test
  void aDryRunWritesNothing() throws Exception {
    List<BackupLocation> backups = shelf.backUp(4);
    List<String> before = shelf.objects();

    PruneReport report = shelf.dryRun(TWO);

    assertThat(report.backups())
        .filteredOn(row -> row.outcome() == Outcome.EXPIRED)
        .extracting(Judged::backupId)
        .containsExactly(backups.get(1).backupId(), backups.get(0).backupId());
    assertThat(shelf.objects()).isEqualTo(before);
  }

  @Test
  void heldReadAndPinnedBackupsStay() throws Exception {
    List<BackupLocation> backups = shelf.backUp(6);
    new Holds(shelf.store).hold(backups.get(0), "audit 2026", "alice");
    new MarkKeeper().reading(shelf.store, backups.get(1), RESTORE);
    new Marks(shelf.store).set(backups.get(2), MarkKind.PINNED, RESTORE, Duration.ofHours(30));

    PruneReport report = shelf.prune(TWO);

    assertThat(report.backups())
        .filteredOn(row -> row.outcome() == Outcome.KEPT)
        .flatExtracting(Judged::reasons)
        .containsExactly(
            "newest",
            "last 2",
            "last 2",
            "pinned by a restore that is not over",
            "being read by a restore or verification",
            "held");
    assertThat(shelf.sealed()).hasSize(5).doesNotContain(backups.get(3).backupId());
  }

  @Test
  void aCrashedReaderIsForgottenAndAReleasedHoldToo() throws Exception {
    List<BackupLocation> backups = shelf.backUp(4);
    new MarkKeeper().reading(shelf.store, backups.get(1), RESTORE);
    Holds holds = new Holds(shelf.store);
    holds.hold(backups.get(0), "audit 2026", "alice");
    assertThat(holds.of(backups.get(0)))
        .extracting(Hold::reason, Hold::heldBy)
        .containsExactly(tuple("audit 2026", "alice"));

    assertThat(holds.release(backups.get(0))).hasSize(1);
    shelf.clock.pass(MarkKind.READING.lifetime().plusSeconds(1));
    shelf.prune(TWO);

    assertThat(shelf.sealed()).containsExactly(ids(backups.subList(2, 4)));
  }

  @Test
  void whoeverComesTooLateIsToldSo() throws Exception {
    BackupLocation backup = shelf.backUp();
    new Marks(shelf.store)
        .set(backup, MarkKind.DELETING, "prune-2 run", MarkKind.DELETING.lifetime());

    assertThatThrownBy(() -> new MarkKeeper().reading(shelf.store, backup, RESTORE))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is not there, or has expired and is being deleted");
    assertThatThrownBy(() -> new Holds(shelf.store).hold(backup, "x", ""))
        .hasMessageContaining("cannot be held any more");
    assertThat(new Marks(shelf.store).of(backup))
        .extracting(mark -> mark.kind())
        .containsExactly(MarkKind.DELETING);
  }

  @Test
  void aBackupThatRunsElsewhereIsNotTouched() throws Exception {
    shelf.backUp(4);
    BackupLocation running = shelf.next();
    new MarkKeeper().running(shelf.store, running, "backup-9 run-1");
    SmallBackup.part(shelf.store, running, 0, SmallBackup.key());
    List<String> written = shelf.objects(running);

    PruneReport report = shelf.prune(TWO);

    assertThat(report.refusal()).isEmpty();
    assertThat(report.strays()).isEmpty();
    assertThat(shelf.objects(running)).isEqualTo(written);
  }

  @Test
  void aLongRunKeepsItsMarkAndIsNotSwept() throws Exception {
    BackupLocation running = shelf.next();
    for (int hour = 0; hour < 60; hour++) {
      new MarkKeeper().running(shelf.store, running, "backup-9 run-1");
      shelf.clock.pass(Duration.ofMinutes(50));
      assertThat(shelf.prune(TWO).strays()).isEmpty();
    }
    assertThat(shelf.objects(running)).hasSize(1);
  }

  @Test
  void afterABackupThatFailedNothingIsDeleted() throws Exception {
    List<BackupLocation> backups = shelf.backUp(4);
    BackupLocation failed = shelf.next();
    new MarkKeeper().running(shelf.store, failed, "backup-9 run-1");
    shelf.clock.pass(Duration.ofHours(2));

    PruneReport report = shelf.prune(TWO);

    assertThat(report.refusal().orElseThrow())
        .startsWith("backup " + failed.backupId() + " was begun after the newest sealed one");
    assertThat(shelf.sealed()).containsExactly(ids(backups));
  }

  @Test
  void whatAFailedBackupLeftIsSweptOnceItIsOld() throws Exception {
    shelf.backUp();
    BackupLocation failed = shelf.next();
    new MarkKeeper().running(shelf.store, failed, "backup-9 run-1");
    SmallBackup.part(shelf.store, failed, 0, SmallBackup.key());
    shelf.clock.pass(Shelf.GRACE.minusMinutes(1));
    assertThat(shelf.prune(TWO).strays()).isEmpty();

    shelf.clock.pass(Duration.ofMinutes(2));
    assertThat(shelf.dryRun(TWO).strays()).hasSize(1);
    PruneReport report = shelf.prune(TWO);

    assertThat(report.strays())
        .extracting(Stray::backupId, Stray::what, Stray::objects)
        .containsExactly(tuple(failed.backupId(), "of a backup that was never sealed", 2));
    assertThat(shelf.objects(failed)).isEmpty();
  }

  @Test
  void partsOfAttemptsThatWereNotAcceptedAreSwept() throws Exception {
    BackupLocation backup = shelf.next();
    SmallBackup.part(shelf.store, backup, 2, SmallBackup.key());
    shelf.backUp();
    List<String> all = shelf.objects(backup);

    assertThat(shelf.prune(shelf.store, TWO, true, new KeyRing(List.of())).notices())
        .singleElement()
        .asString()
        .contains("1 part objects too many", "only the backup's key can tell");
    shelf.clock.pass(Duration.ofMinutes(1));
    PruneReport report = shelf.prune(TWO);

    assertThat(report.strays())
        .extracting(Stray::what, Stray::objects)
        .containsExactly(tuple("parts of attempts that were not accepted", 1));
    assertThat(shelf.objects(backup)).hasSize(all.size() - 1);
    assertThat(shelf.sealed()).containsExactly(backup.backupId());
  }

  @Test
  void marksOfWorkThatIsOverAreSwept() throws Exception {
    BackupLocation backup = shelf.backUp();
    new MarkKeeper().reading(shelf.store, backup, RESTORE);
    shelf.clock.pass(Shelf.GRACE.plusMinutes(1));

    assertThat(shelf.prune(TWO).strays())
        .extracting(Stray::what)
        .containsExactly("marks of work that is over");
    assertThat(new Marks(shelf.store).of(backup)).isEmpty();
  }

  @Test
  void aLargeShareNeedsSomebodyToSaySo() throws Exception {
    List<BackupLocation> backups = shelf.backUp(10);
    RetentionPolicy guarded = RetentionPolicy.of(1, 0);

    assertThat(shelf.prune(guarded).refusal().orElseThrow())
        .startsWith("9 of 10 backups would be deleted at once, more than 50%");
    assertThat(shelf.sealed()).containsExactly(ids(backups));

    shelf.prune(guarded.withMaxDeletedPercent(100));
    assertThat(shelf.sealed()).containsExactly(backups.get(9).backupId());
  }

  @Test
  void clocksThatDisagreeDeleteNothing() throws Exception {
    List<BackupLocation> backups = shelf.backUp(4);
    Clock wrong = Clock.fixed(shelf.clock.instant().plus(Duration.ofDays(400)), ZoneOffset.UTC);

    PruneReport report =
        new Pruning(new BackupRepository(shelf.store, wrong), Shelf.keys(), wrong)
            .run(new PruneTerms(Shelf.DATABASE, TWO, false, Shelf.GRACE, Shelf.GRACE, "p"));

    assertThat(report.refusal().orElseThrow()).contains("clock and the store's differ by 576000");
    assertThat(shelf.sealed()).containsExactly(ids(backups));
  }

  @Test
  void whatTheStoreHasLockedIsRetainedAndNoError() throws Exception {
    List<BackupLocation> backups = shelf.backUp(4);
    Instant until = shelf.clock.instant().plus(Duration.ofDays(9));
    WrappedStore locking =
        new WrappedStore(shelf.store) {
          @Override
          public Optional<Instant> lockedUntil(ObjectKey key) {
            return key.equals(backups.get(0).manifest()) ? Optional.of(until) : Optional.empty();
          }
        };

    PruneReport report = shelf.prune(locking, TWO, false);

    assertThat(report.backups().get(3))
        .extracting(Judged::outcome, Judged::reasons)
        .containsExactly(Outcome.RETAINED, List.of("locked by the store until " + until));
    assertThat(shelf.sealed())
        .containsExactly(
            backups.get(0).backupId(), backups.get(2).backupId(), backups.get(3).backupId());
  }

  @Test
  void anUnreadableManifestIsLeftAlone() throws Exception {
    shelf.backUp(2);
    BackupLocation strange = shelf.next();
    shelf.put(strange.manifest().value());
    shelf.clock.pass(Duration.ofDays(3));

    assertThat(shelf.prune(TWO).notices())
        .singleElement()
        .asString()
        .startsWith("left alone: " + strange.manifest());
    assertThat(shelf.objects(strange)).hasSize(1);
  }

  private static String[] ids(List<BackupLocation> backups) {
    return backups.stream().map(BackupLocation::backupId).toArray(String[]::new);
  }
}
