package io.tidemark.cli;

import io.tidemark.activity.UnknownNameException;
import io.tidemark.archive.BackupListing;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.UnreadableManifest;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.marks.BackupFolder;
import io.tidemark.marks.Inventory;
import io.tidemark.marks.VerificationRecord;
import io.tidemark.store.StoreException;
import io.tidemark.worker.Wiring;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** All backups in all configured stores, read in process: no Temporal, no server. */
final class Catalog {
  private final Wiring wiring;

  Catalog(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * A backup and where it is.
   *
   * @param store name of the store
   * @param repository opens it
   * @param manifest as read, not proven
   * @param folder what a listing tells of it: holds, verifications, marks; empty when it has just
   *     appeared
   */
  record Entry(
      String store, BackupRepository repository, Manifest manifest, Optional<BackupFolder> folder) {

    boolean held() {
      return folder.map(BackupFolder::held).orElse(false);
    }

    Optional<VerificationRecord> verified() {
      return folder.flatMap(BackupFolder::verified);
    }
  }

  /**
   * What was found.
   *
   * @param entries newest first
   * @param unreadable what lies in a manifest's place and is none
   */
  record Found(List<Entry> entries, List<UnreadableManifest> unreadable) {}

  /**
   * One backup, wherever it is.
   *
   * @param store the only store to look in; empty for all
   * @throws CommandException when it is nowhere
   */
  List<Entry> named(String backupId, Optional<String> store)
      throws StoreException, UnknownNameException, CommandException {
    List<Entry> found =
        find(Optional.empty()).entries().stream()
            .filter(entry -> entry.manifest().header().backupId().equals(backupId))
            .filter(entry -> store.isEmpty() || store.get().equals(entry.store()))
            .toList();
    if (found.isEmpty()) {
      throw new CommandException(
          ExitCode.NOT_FOUND,
          "BackupNotFound",
          "there is no backup " + backupId + store.map(name -> " in " + name).orElse(""),
          "See what there is with: tidemark list",
          null,
          null);
    }
    return found;
  }

  /**
   * Backups of one database, or of all.
   *
   * @throws CommandException when nobody knows this database
   */
  Found find(Optional<String> database)
      throws StoreException, UnknownNameException, CommandException {
    List<Entry> entries = new ArrayList<>();
    List<UnreadableManifest> unreadable = new ArrayList<>();
    boolean known = database.isEmpty() || wiring.config().databases().containsKey(database.get());
    for (String store : wiring.config().stores().keySet()) {
      BackupRepository repository = wiring.repository(store);
      for (String name : new TreeSet<>(repository.databases())) {
        if (database.isPresent() && !database.get().equals(name)) {
          continue;
        }
        known = true;
        BackupListing listing = repository.list(name);
        Inventory inventory = Inventory.of(repository.store(), name);
        for (Manifest manifest : listing.manifests()) {
          entries.add(
              new Entry(
                  store, repository, manifest, inventory.folder(manifest.header().backupId())));
        }
        unreadable.addAll(listing.unreadable());
      }
    }
    if (!known) {
      throw new CommandException(
          ExitCode.NOT_FOUND,
          "DatabaseUnknown",
          "no database " + database.orElse("") + " is configured or has backups here");
    }
    entries.sort(
        Comparator.comparing((Entry entry) -> entry.manifest().header().createdAt()).reversed());
    return new Found(List.copyOf(entries), List.copyOf(unreadable));
  }
}
