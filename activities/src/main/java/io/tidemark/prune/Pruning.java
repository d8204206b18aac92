package io.tidemark.prune;

import static java.util.Objects.requireNonNull;

import io.tidemark.archive.BackupListing;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.UnreadableManifest;
import io.tidemark.keys.KeyRing;
import io.tidemark.marks.BackupFolder;
import io.tidemark.marks.Inventory;
import io.tidemark.marks.MarkKind;
import io.tidemark.retention.Protection;
import io.tidemark.retention.RetentionPlan;
import io.tidemark.retention.SealedBackup;
import io.tidemark.retention.Verdict;
import io.tidemark.store.BackupStore;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Prunes the backups of one database in one store. May be broken off anywhere and run again, by
 * several at once, beside backups and restores of other installations that share the store.
 */
public final class Pruning {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

  private final BackupRepository repository;
  private final KeyRing keys;
  private final Clock clock;

  /**
   * @param keys tell accepted parts from strays within a sealed backup; may be empty
   * @param clock of this worker, which has to agree with the store's
   */
  public Pruning(BackupRepository repository, KeyRing keys, Clock clock) {
    this.repository = requireNonNull(repository, "repository is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Decides, and unless it is a dry run deletes and sweeps.
   *
   * @throws StoreException when the store fails; running again goes on
   */
  public PruneReport run(PruneTerms terms) throws IOException {
    BackupStore store = repository.store();
    // A dry run writes nothing, so it trusts the clock that it has.
    Instant now = terms.dryRun() ? clock.instant() : StoreClock.read(store, terms.database());
    Inventory inventory = Inventory.of(store, terms.database());
    BackupListing listing = repository.list(terms.database());
    RetentionPlan plan = terms.policy().plan(sealed(listing, inventory, now), clock.instant());
    Optional<String> wrongClock = wrongClock(now);
    Optional<String> refusal =
        wrongClock
            .or(() -> expiring(plan) ? unsealedAttempt(listing, inventory, now) : Optional.empty())
            .or(plan::refusal);

    Map<String, Optional<String>> tried = new TreeMap<>();
    Map<String, Instant> locked = new TreeMap<>();
    Deletion deletion = new Deletion(store, terms.owner(), System::nanoTime);
    for (SealedBackup backup : oldestFirst(plan.expired())) {
      BackupFolder folder = folder(inventory, terms.database(), backup);
      Optional<Instant> lock = store.lockedUntil(folder.location().manifest());
      if (lock.filter(now::isBefore).isPresent()) {
        locked.put(backup.backupId(), lock.get());
      } else if (refusal.isEmpty() && !terms.dryRun()) {
        tried.put(backup.backupId(), deletion.sealed(folder.location()));
      }
    }
    List<Judged> rows = new ArrayList<>();
    for (Verdict verdict : plan.verdicts()) {
      rows.add(judged(verdict, inventory, tried, locked));
    }
    Sweep.Result swept =
        wrongClock.isPresent()
            ? Sweep.Result.NOTHING
            : new Sweep(repository, keys, deletion, terms, now).run(inventory, listing, tried);
    List<String> notices = new ArrayList<>(swept.notices());
    for (UnreadableManifest manifest : listing.unreadable()) {
      notices.add("left alone: " + manifest.key() + ", " + manifest.reason());
    }
    return new PruneReport(
        rows,
        expiring(plan) ? refusal : wrongClock,
        swept.strays(),
        swept.unfinishedUploads(),
        notices);
  }

  private static boolean expiring(RetentionPlan plan) {
    return !plan.expired().isEmpty();
  }

  private static List<SealedBackup> sealed(
      BackupListing listing, Inventory inventory, Instant now) {
    return listing.manifests().stream()
        .map(
            manifest ->
                new SealedBackup(
                    manifest.header().backupId(),
                    manifest.header().createdAt(),
                    inventory
                        .folder(manifest.header().backupId())
                        .map(folder -> protections(folder, now))
                        // Sealed since the inventory was made, so somebody is at work on it.
                        .orElse(Set.of(Protection.LEASED))))
        .toList();
  }

  private static Set<Protection> protections(BackupFolder folder, Instant now) {
    Set<Protection> protections = EnumSet.noneOf(Protection.class);
    if (folder.held()) {
      protections.add(Protection.HELD);
    }
    if (folder.isMarked(MarkKind.READING, now)) {
      protections.add(Protection.LEASED);
    }
    if (folder.isMarked(MarkKind.PINNED, now)) {
      protections.add(Protection.ROLLBACK_WINDOW);
    }
    return protections;
  }

  private Optional<String> wrongClock(Instant storeNow) {
    Duration difference = Duration.between(storeNow, clock.instant()).abs();
    return difference.compareTo(CLOCK_TOLERANCE) > 0
        ? Optional.of(
            "the worker's clock and the store's differ by "
                + difference.toMinutes()
                + " minutes: correct the wrong one")
        : Optional.empty();
  }

  /** A backup that failed is a reason to keep what there is, until one succeeds again. */
  private static Optional<String> unsealedAttempt(
      BackupListing listing, Inventory inventory, Instant now) {
    String newestSealed =
        listing.manifests().stream()
            .map(Manifest::header)
            .map(header -> header.backupId())
            .max(String::compareTo)
            .orElse("");
    return inventory.folders().stream()
        .filter(folder -> folder.manifest().isEmpty() && !folder.deletionBegan())
        .filter(folder -> folder.location().backupId().compareTo(newestSealed) > 0)
        .filter(folder -> !folder.isMarked(MarkKind.RUNNING, now))
        .findFirst()
        .map(
            folder ->
                "backup "
                    + folder.location().backupId()
                    + " was begun after the newest sealed one and never sealed: nothing is deleted"
                    + " until a backup succeeds");
  }

  private static List<SealedBackup> oldestFirst(List<SealedBackup> newestFirst) {
    List<SealedBackup> oldestFirst = new ArrayList<>(newestFirst);
    Collections.reverse(oldestFirst);
    return oldestFirst;
  }

  private static BackupFolder folder(Inventory inventory, String database, SealedBackup backup) {
    return inventory
        .folder(backup.backupId())
        .orElseThrow(
            () -> new IllegalStateException(database + " " + backup.backupId() + " was protected"));
  }

  private static Judged judged(
      Verdict verdict,
      Inventory inventory,
      Map<String, Optional<String>> tried,
      Map<String, Instant> locked) {
    String id = verdict.backup().backupId();
    Outcome outcome = Outcome.KEPT;
    List<String> reasons = verdict.keptBy();
    if (locked.containsKey(id)) {
      outcome = Outcome.RETAINED;
      Instant until = locked.get(id);
      reasons =
          List.of(
              Instant.MAX.equals(until)
                  ? "legal hold of the store"
                  : Protection.OBJECT_LOCK.phrase() + " until " + until);
    } else if (tried.containsKey(id)) {
      Optional<String> inTheWay = tried.getOrDefault(id, Optional.empty());
      outcome = inTheWay.isPresent() ? Outcome.KEPT : Outcome.DELETED;
      reasons = inTheWay.stream().toList();
    } else if (!verdict.kept()) {
      outcome = Outcome.EXPIRED;
    }
    return new Judged(
        id,
        verdict.backup().takenAt(),
        inventory.folder(id).map(BackupFolder::bytes).orElse(0L),
        outcome,
        reasons);
  }
}
