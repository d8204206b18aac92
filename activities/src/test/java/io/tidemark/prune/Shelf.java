package io.tidemark.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.SmallBackup;
import io.tidemark.keys.KeyRing;
import io.tidemark.pipeline.ObjectReader;
import io.tidemark.pipeline.TestKeys;
import io.tidemark.retention.RetentionPolicy;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.memory.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** A store with one small backup a day, and a clock that it shares with whoever prunes. */
final class Shelf {
  static final String DATABASE = "shop";
  private static final KeyRing KEYS = new KeyRing(List.of(TestKeys.SECRET));
  static final Duration GRACE = Duration.ofHours(24);
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z-7f3a2c'").withZone(ZoneOffset.UTC);

  final TestClock clock = new TestClock(Instant.parse("2026-11-01T02:00:00Z"));
  final MemoryStore store = new MemoryStore(clock);

  /** Seals one now; a day passes. */
  BackupLocation backUp() throws Exception {
    BackupLocation location = next();
    SmallBackup.seal(store, location, SmallBackup.key(), clock.instant());
    clock.pass(Duration.ofDays(1));
    return location;
  }

  /** Seals one a day. */
  List<BackupLocation> backUp(int days) throws Exception {
    List<BackupLocation> backups = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      backups.add(backUp());
    }
    return backups;
  }

  /** Where a backup goes that is begun now. */
  BackupLocation next() {
    return new BackupLocation(DATABASE, ID.format(clock.instant()));
  }

  PruneReport prune(RetentionPolicy policy) throws IOException {
    return prune(store, policy, false);
  }

  PruneReport dryRun(RetentionPolicy policy) throws IOException {
    return prune(store, policy, true);
  }

  PruneReport prune(BackupStore through, RetentionPolicy policy, boolean dryRun)
      throws IOException {
    return prune(through, policy, dryRun, keys());
  }

  PruneReport prune(BackupStore through, RetentionPolicy policy, boolean dryRun, KeyRing keys)
      throws IOException {
    return new Pruning(new BackupRepository(through, clock), keys, clock)
        .run(new PruneTerms(DATABASE, policy, dryRun, GRACE, GRACE, "prune-1 run-1"));
  }

  /** Ids of the sealed backups, oldest first; none of them lacks an object. */
  List<String> sealed() throws IOException {
    BackupRepository repository = new BackupRepository(store, clock);
    List<String> ids = new ArrayList<>();
    for (Manifest manifest : repository.list(DATABASE).manifests()) {
      new ObjectReader().verify(store, manifest.header().contents());
      assertThat(objects(manifest.location()))
          .filteredOn(key -> key.contains("/parts/"))
          .hasSizeGreaterThanOrEqualTo(manifest.header().parts());
      ids.add(manifest.header().backupId());
    }
    return ids;
  }

  List<String> objects() throws IOException {
    List<String> keys = new ArrayList<>();
    store.list("", object -> keys.add(object.key().value()));
    return keys;
  }

  List<String> objects(BackupLocation location) throws IOException {
    return objects().stream().filter(key -> key.startsWith(location.prefix())).toList();
  }

  void put(String key) throws IOException {
    try (StoreWriter writer = store.newWriter(new ObjectKey(key))) {
      writer.stream().write(1);
      writer.commit();
    }
  }

  static KeyRing keys() {
    return KEYS;
  }
}
