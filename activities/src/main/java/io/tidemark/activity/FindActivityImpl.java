package io.tidemark.activity;

import io.tidemark.api.FailureType;
import io.tidemark.api.backup.PartRef;
import io.tidemark.api.verify.BackupReference;
import io.tidemark.api.verify.FindActivity;
import io.tidemark.api.verify.FoundBackup;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Contents;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.RecordedPart;
import io.tidemark.archive.TablePiece;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;

/** Finds a backup, and proves that manifest and contents are what was sealed. */
public final class FindActivityImpl implements FindActivity {
  private final Installation installation;

  public FindActivityImpl(Installation installation) {
    this.installation = installation;
  }

  @Override
  public FoundBackup find(FindInput input) {
    return ActivityFailures.mapping(FailureType.STORE_UNAVAILABLE, () -> run(input));
  }

  private FoundBackup run(FindInput input)
      throws UnknownNameException, RefusedException, IOException {
    DatabaseSettings settings = installation.database(input.database());
    String store = input.store().isEmpty() ? settings.store() : input.store();
    BackupRepository repository = installation.repository(store);
    Manifest manifest = manifest(input, settings, store, repository);
    installation
        .marks()
        .reading(repository.store(), manifest.location(), MarkOwner.ofThisActivity());
    Contents contents = repository.open(manifest, installation.keys());
    return new FoundBackup(
        new BackupReference(
            settings.name(),
            manifest.header().backupId(),
            store,
            manifest.location().manifest().value()),
        otherStores(settings, store),
        manifest.header().createdAt().toString(),
        contents.server().version(),
        contents.rows(),
        contents.rawBytes(),
        contents.storedBytes(),
        settings.lanes(),
        contents.parts().stream().map(FindActivityImpl::part).toList());
  }

  private static Manifest manifest(
      FindInput input, DatabaseSettings settings, String store, BackupRepository repository)
      throws RefusedException, StoreException {
    try {
      if (!input.manifest().isEmpty()) {
        return repository.read(new ObjectKey(input.manifest()));
      }
      if (!input.before().isEmpty()) {
        return before(OffsetDateTime.parse(input.before()).toInstant(), settings, store, repository);
      }
      return repository
          .find(settings.name(), input.backup())
          .orElseThrow(
              () ->
                  notFound(
                      input.backup().equals(BackupRepository.LATEST)
                          ? "there is no backup of " + settings.name() + " in store " + store
                          : "there is no backup "
                              + input.backup()
                              + " of "
                              + settings.name()
                              + " in store "
                              + store,
                      otherStores(settings, store)));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        throw notFound(
            "there is no manifest " + input.manifest() + " in store " + store,
            otherStores(settings, store));
      }
      throw e;
    }
  }

  private static Manifest before(
      Instant time, DatabaseSettings settings, String store, BackupRepository repository)
      throws RefusedException, StoreException {
    return repository.list(settings.name()).manifests().stream()
        .filter(manifest -> !manifest.header().safety())
        .filter(manifest -> !manifest.header().createdAt().isAfter(time))
        .max(Comparator.comparing(manifest -> manifest.header().createdAt()))
        .orElseThrow(
            () ->
                notFound(
                    "there is no backup of "
                        + settings.name()
                        + " from before "
                        + time
                        + " in store "
                        + store,
                    otherStores(settings, store)));
  }

  private static RefusedException notFound(String problem, List<String> elsewhere) {
    String copies =
        elsewhere.isEmpty()
            ? ""
            : "; a copy may be in " + String.join(", ", elsewhere) + " (--store)";
    return new RefusedException(
        FailureType.BACKUP_NOT_FOUND, problem + "; tidemark list shows those there are" + copies);
  }

  private static List<String> otherStores(DatabaseSettings settings, String store) {
    return settings.stores().stream().filter(other -> !other.equals(store)).toList();
  }

  private static PartRef part(RecordedPart part) {
    List<TablePiece> tables = part.tables();
    String label =
        tables.isEmpty()
            ? part.kind().word()
            : tables.get(0).name() + (tables.size() > 1 ? " and " + (tables.size() - 1) : "");
    return new PartRef(part.index(), part.kind(), label, part.object().sizeBytes());
  }
}
