package io.tidemark.prune;

import io.tidemark.archive.BackupListing;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.RecordedPart;
import io.tidemark.keys.KeyException;
import io.tidemark.keys.KeyRing;
import io.tidemark.marks.BackupFolder;
import io.tidemark.marks.Inventory;
import io.tidemark.marks.Mark;
import io.tidemark.marks.MarkKind;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds what no backup needs, and takes it away once it is old enough to be nobody's. */
final class Sweep {
  private final BackupRepository repository;
  private final KeyRing keys;
  private final Deletion deletion;
  private final PruneTerms terms;
  private final Instant now;
  private final List<Stray> strays = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  Sweep(
      BackupRepository repository,
      KeyRing keys,
      Deletion deletion,
      PruneTerms terms,
      Instant storeNow) {
    this.repository = repository;
    this.keys = keys;
    this.deletion = deletion;
    this.terms = terms;
    this.now = storeNow;
  }

  /** What was swept, or in a dry run would be. */
  record Result(List<Stray> strays, int unfinishedUploads, List<String> notices) {
    static final Result NOTHING = new Result(List.of(), 0, List.of());
  }

  /**
   * Sweeps.
   *
   * @param judged backups that were dealt with already
   */
  Result run(Inventory inventory, BackupListing listing, Map<String, ?> judged) throws IOException {
    for (BackupFolder folder : inventory.folders()) {
      if (folder.manifest().isEmpty()) {
        unsealed(folder);
      }
    }
    for (Manifest manifest : listing.manifests()) {
      String id = manifest.header().backupId();
      Optional<BackupFolder> folder = inventory.folder(id);
      if (folder.isPresent() && !judged.containsKey(id)) {
        withinSealed(manifest, folder.get());
      }
    }
    return new Result(strays, unfinishedUploads(), notices);
  }

  private void unsealed(BackupFolder folder) throws StoreException {
    boolean abandoned = folder.newest().isBefore(now.minus(terms.grace()));
    boolean busy = folder.isMarked(MarkKind.RUNNING, now) || folder.isMarked(MarkKind.READING, now);
    if (busy || !(folder.deletionBegan() || abandoned)) {
      return;
    }
    if (terms.dryRun() || deletion.remains(folder.location()).isEmpty()) {
      strays.add(
          new Stray(
              folder.location().backupId(),
              folder.deletionBegan()
                  ? "left of a backup whose deletion was broken off"
                  : "of a backup that was never sealed",
              folder.objects(),
              folder.bytes()));
    }
  }

  /** Parts and contents of attempts that were not accepted, and marks long over. */
  private void withinSealed(Manifest manifest, BackupFolder folder) throws IOException {
    if (folder.contents() > 1) {
      String sealed = manifest.header().contents().key();
      sweep(
          folder,
          "contents of an attempt to seal that was not the last",
          object ->
              nameIn(folder, object).startsWith("contents-")
                  && !object.key().value().equals(sealed));
    }
    if (folder.parts() > manifest.header().parts()) {
      parts(manifest, folder);
    }
    if (folder.marks().stream().anyMatch(this::isOver)) {
      sweep(
          folder,
          "marks of work that is over",
          object -> Mark.of(object).filter(this::isOver).isPresent());
    }
  }

  private void parts(Manifest manifest, BackupFolder folder) throws IOException {
    Set<String> accepted = new HashSet<>();
    try {
      for (RecordedPart part : repository.open(manifest, keys).parts()) {
        accepted.add(part.object().key());
      }
    } catch (KeyException e) {
      notices.add(
          folder.location().backupId()
              + " holds "
              + (folder.parts() - manifest.header().parts())
              + " part objects too many; which ones only the backup's key can tell: "
              + e.getMessage());
      return;
    } catch (StoreException e) {
      if (e.kind().mayPass()) {
        throw e;
      }
      notices.add(folder.location().backupId() + " is not swept: " + e.getMessage());
      return;
    }
    sweep(
        folder,
        "parts of attempts that were not accepted",
        object ->
            nameIn(folder, object).startsWith("parts/")
                && !accepted.contains(object.key().value()));
  }

  private void sweep(BackupFolder folder, String what, Predicate<ObjectInfo> stray)
      throws StoreException {
    BackupStore store = repository.store();
    List<ObjectInfo> found = new ArrayList<>();
    store.list(
        folder.location().prefix(),
        object -> {
          boolean old = object.modifiedAt().isBefore(now.minus(terms.grace()));
          if (old && stray.test(object)) {
            found.add(object);
          }
        });
    if (found.isEmpty()) {
      return;
    }
    for (ObjectInfo object : found) {
      if (!terms.dryRun()) {
        store.delete(object.key());
      }
    }
    strays.add(
        new Stray(
            folder.location().backupId(),
            what,
            found.size(),
            found.stream().mapToLong(ObjectInfo::sizeBytes).sum()));
  }

  private int unfinishedUploads() throws StoreException {
    BackupStore store = repository.store();
    Instant before =
        now.minus(
            terms.longestUpload().compareTo(terms.grace()) > 0
                ? terms.longestUpload()
                : terms.grace());
    return terms.dryRun() ? store.countUnfinished(before) : store.discardUnfinished(before);
  }

  private boolean isOver(Mark mark) {
    return !mark.livesAt(now);
  }

  private static String nameIn(BackupFolder folder, ObjectInfo object) {
    return object.key().value().substring(folder.location().prefix().length());
  }
}
