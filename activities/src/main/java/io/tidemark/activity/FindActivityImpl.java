package io.tidemark.activity;

import io.tidemark.api.FailureType;
import io.tidemark.api.backup.PartRef;
import io.tidemark.api.verify.BackupReference;
import io.tidemark.api.verify.FindActivity;
import io.tidemark.api.verify.FoundBackup;
import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Contents;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.RecordedPart;
import io.tidemark.archive.TablePiece;
import io.tidemark.marks.BackupFolder;
import io.tidemark.marks.Inventory;
import io.tidemark.marks.MarkKind;
import io.tidemark.marks.Verifications;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds a backup, and proves that manifest and contents are what was sealed. */
public final class FindActivityImpl implements FindActivity {
  private final Installation installation;
  private final OutcomeMeter outcomes;

  public FindActivityImpl(Installation installation, OutcomeMeter outcomes) {
    this.installation = installation;
    this.outcomes = outcomes;
  }

  @Override
  public FoundBackup find(FindInput input) {
    return ActivityFailures.mapping(FailureType.STORE_UNAVAILABLE, () -> run(input));
  }

  @Override
  public List<String> findAll(FindInput input) {
    return ActivityFailures.mapping(
        FailureType.STORE_UNAVAILABLE,
        () -> {
          DatabaseSettings settings = installation.database(input.database());
          BackupRepository repository = installation.repository(store(input, settings));
          List<String> ids = new ArrayList<>();
          for (BackupFolder folder : Inventory.of(repository.store(), settings.name()).folders()) {
            if (folder.manifest().isPresent()) {
              ids.add(folder.location().backupId());
            }
          }
          Collections.reverse(ids);
          return ids;
        });
  }

  @Override
  public void recordVerification(VerificationRecord record) {
    ActivityFailures.mapping(
        FailureType.STORE_UNAVAILABLE,
        () -> {
          BackupReference backup = record.backup();
          String name =
              backup.store().isEmpty()
                  ? installation.database(backup.database()).store()
                  : backup.store();
          BackupStore store = installation.store(name);
          BackupLocation location = new BackupLocation(backup.database(), backup.backupId());
          new Verifications(store)
              .record(location, record.problems().isEmpty(), record.deep(), facts(record));
          installation
              .marks()
              .release(store, location, MarkKind.READING, MarkOwner.ofThisActivity());
          outcomes.ended(
              record.problems().isEmpty() ? "verify-succeeded" : "verify-failed",
              backup.database());
          return null;
        });
  }

  private static Map<String, Object> facts(VerificationRecord record) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("by", MarkOwner.ofThisActivity());
    facts.put("objects", record.objects());
    facts.put("bytes", record.bytes());
    facts.put("rows", record.rows());
    facts.put("seconds", record.seconds());
    facts.put("problems", record.problems());
    return facts;
  }

  private static String store(FindInput input, DatabaseSettings settings) {
    return input.store().isEmpty() ? settings.store() : input.store();
  }

  private FoundBackup run(FindInput input)
      throws UnknownNameException, RefusedException, IOException {
    DatabaseSettings settings = installation.database(input.database());
    String store = store(input, settings);
    BackupRepository repository = installation.repository(store);
    Manifest manifest = manifest(input, settings, store, repository);
    lease(repository, manifest);
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

  private void lease(BackupRepository repository, Manifest manifest)
      throws RefusedException, StoreException {
    try {
      installation
          .marks()
          .reading(repository.store(), manifest.location(), MarkOwner.ofThisActivity());
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        throw notFound("backup " + manifest.header().backupId() + " is being deleted", List.of());
      }
      throw e;
    }
  }

  private static Manifest manifest(
      FindInput input, DatabaseSettings settings, String store, BackupRepository repository)
      throws RefusedException, StoreException {
    try {
      if (!input.manifest().isEmpty()) {
        return repository.read(new ObjectKey(input.manifest()));
      }
      if (!input.before().isEmpty()) {
        return before(
            OffsetDateTime.parse(input.before()).toInstant(), settings, store, repository);
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
