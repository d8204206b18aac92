package io.tidemark.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.SmallBackup;
import io.tidemark.marks.Holds;
import io.tidemark.marks.MarkKeeper;
import io.tidemark.retention.RetentionPolicy;
import io.tidemark.store.BackupStore;
import io.tidemark.store.StoreException;
import io.tidemark.store.filesystem.FilesystemStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several installations on one store, each with threads, clocks and mark keepers of their own, as
 * if under different Temporal clusters. What somebody was let in to read, or writes, stays.
 */
final class PruneRacesTest {
  private static final int ROUNDS = 60;
  private static final RetentionPolicy ONE = RetentionPolicy.of(1, 0).withMaxDeletedPercent(100);

  private final ExecutorService installations = Executors.newCachedThreadPool();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    installations.shutdownNow();
  }

  @Test
  void whoWasLetInToReadFindsEverythingAndWhoWasNotIsToldSo() throws Exception {
    int letIn = 0;
    for (int round = 0; round < ROUNDS; round++) {
      BackupStore store = FilesystemStore.open(folder.resolve("reading-" + round), null);
      BackupLocation old = seal(store, 2);
      seal(store, 1);
      CyclicBarrier start = new CyclicBarrier(3);

      Future<Boolean> reader = installations.submit(() -> read(store, old, start));
      Future<Object> prune = installations.submit(() -> prune(store, "cluster a", start));
      Future<Object> other = installations.submit(() -> prune(store, "cluster b", start));
      prune.get();
      other.get();

      BackupRepository repository = new BackupRepository(store, Clock.systemUTC());
      if (reader.get()) {
        letIn++;
        Manifest manifest = repository.find(old.database(), old.backupId()).orElseThrow();
        assertThat(objects(store, old.prefix() + "parts/")).hasSize(manifest.header().parts());
      } else {
        prune(store, "cluster a", new CyclicBarrier(1));
        assertThat(objects(store, old.prefix())).isEmpty();
      }
      assertThat(repository.list(old.database()).manifests()).isNotEmpty();
    }
    assertThat(letIn).isBetween(0, ROUNDS);
  }

  @Test
  void whatWasHeldInTimeStays() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      BackupStore store = FilesystemStore.open(folder.resolve("holding-" + round), null);
      BackupLocation old = seal(store, 2);
      seal(store, 1);
      CyclicBarrier start = new CyclicBarrier(2);

      Future<Boolean> hold = installations.submit(() -> hold(store, old, start));
      installations.submit(() -> prune(store, "cluster a", start)).get();

      // The other way round need not be: both may have seen each other, and given way.
      if (hold.get()) {
        assertThat(store.stat(old.manifest())).isPresent();
        assertThat(objects(store, old.prefix() + "parts/")).hasSize(4);
      }
    }
  }

  @Test
  void aBackupBeingWrittenElsewhereIsSealedWhole() throws Exception {
    for (int round = 0; round < ROUNDS / 4; round++) {
      BackupStore store = FilesystemStore.open(folder.resolve("writing-" + round), null);
      seal(store, 3);
      seal(store, 2);
      BackupLocation running = location(0);
      CyclicBarrier start = new CyclicBarrier(3);

      Future<Manifest> backup =
          installations.submit(
              () -> {
                start.await();
                running(store, running);
                return SmallBackup.seal(store, running, SmallBackup.key(), Instant.now());
              });
      Future<Object> sweep = installations.submit(() -> sweep(store, start));
      installations.submit(() -> prune(store, "cluster b", start)).get();
      sweep.get();

      Manifest sealed = backup.get();
      assertThat(objects(store, running.prefix() + "parts/")).hasSize(sealed.header().parts());
      assertThat(store.stat(running.manifest())).isPresent();
    }
  }

  private static boolean read(BackupStore store, BackupLocation backup, CyclicBarrier start)
      throws Exception {
    start.await();
    try {
      repeating(
          () -> {
            new MarkKeeper().reading(store, backup, "restore-1 run-1");
            return true;
          });
      return true;
    } catch (StoreException e) {
      assertThat(e.kind()).isEqualTo(StoreException.Kind.NOT_FOUND);
      return false;
    }
  }

  /** Whoever meets a sweep at the very start gives way, and starts anew. */
  private static void running(BackupStore store, BackupLocation backup) throws Exception {
    repeating(
        () -> {
          try {
            new MarkKeeper().running(store, backup, "backup-1 run-1");
            return true;
          } catch (StoreException e) {
            throw e.kind() == StoreException.Kind.NOT_FOUND
                ? new StoreException(StoreException.Kind.UNAVAILABLE, null, "being swept", e)
                : e;
          }
        });
  }

  private static boolean hold(BackupStore store, BackupLocation backup, CyclicBarrier start)
      throws Exception {
    start.await();
    try {
      repeating(() -> new Holds(store).hold(backup, "audit", "alice"));
      return true;
    } catch (StoreException e) {
      assertThat(e.kind()).isEqualTo(StoreException.Kind.NOT_FOUND);
      return false;
    }
  }

  private static Object prune(BackupStore store, String owner, CyclicBarrier start)
      throws Exception {
    return run(store, owner, Duration.ofHours(24), start);
  }

  /** With no grace at all, so that only the marks stand between it and what is being written. */
  private static Object sweep(BackupStore store, CyclicBarrier start) throws Exception {
    return run(store, "cluster a", Duration.ofNanos(1), start);
  }

  private static PruneReport run(
      BackupStore store, String owner, Duration grace, CyclicBarrier start) throws Exception {
    start.await();
    Pruning pruning =
        new Pruning(
            new BackupRepository(store, Clock.systemUTC()), Shelf.keys(), Clock.systemUTC());
    PruneTerms terms =
        new PruneTerms(Shelf.DATABASE, ONE, false, grace, Duration.ofHours(24), owner);
    return repeating(() -> pruning.run(terms));
  }

  /** As Temporal repeats an activity: folders that others delete make a folder's store stumble. */
  private static <T> T repeating(Callable<T> work) throws Exception {
    while (true) {
      try {
        return work.call();
      } catch (StoreException e) {
        if (!e.kind().mayPass()) {
          throw e;
        }
      }
    }
  }

  private static BackupLocation seal(BackupStore store, int daysAgo) throws Exception {
    BackupLocation location = location(daysAgo);
    SmallBackup.seal(
        store, location, SmallBackup.key(), Instant.now().minus(Duration.ofDays(daysAgo)));
    return location;
  }

  private static BackupLocation location(int daysAgo) {
    return new BackupLocation(Shelf.DATABASE, "2026112" + (9 - daysAgo) + "T000000Z-7f3a2c");
  }

  private static List<String> objects(BackupStore store, String prefix) throws IOException {
    List<String> keys = new ArrayList<>();
    store.list(prefix, object -> keys.add(object.key().value()));
    return keys;
  }
}
