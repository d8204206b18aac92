package io.tidemark.cli.doctor;

import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Manifest;
import io.tidemark.keys.KeyException;
import io.tidemark.worker.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a key is configured, and opens the newest backup of each database. */
final class KeyCheck implements Check {
  private final Wiring wiring;
  private final String store;

  KeyCheck(Wiring wiring, String store) {
    this.wiring = wiring;
    this.store = store;
  }

  @Override
  public String name() {
    return "key";
  }

  @Override
  public List<Diagnosis> look() throws Exception {
    if (wiring.config().keys().writesNothing()) {
      return List.of(
          Diagnosis.fail(
              name(),
              "no key is configured, and nothing is ever stored in plain text",
              "Set BACKUP_ENCRYPTION_KEY, for example to what this prints: openssl rand -hex 32."
                  + " Keep a copy where the backups are not."));
    }
    List<Diagnosis> found = new ArrayList<>();
    found.add(
        Diagnosis.ok(name(), "configured, id " + String.join(", ", wiring.keys().writingIds())));
    BackupRepository repository = wiring.repository(store);
    for (String database : repository.databases()) {
      Optional<Manifest> latest = repository.find(database, BackupRepository.LATEST);
      if (latest.isPresent()) {
        found.add(opens(repository, latest.get()));
      }
    }
    return found;
  }

  private Diagnosis opens(BackupRepository repository, Manifest manifest) throws Exception {
    String backup = manifest.header().backupId() + " of " + manifest.header().database();
    try {
      repository.open(manifest, wiring.keys());
      return Diagnosis.ok(name(), "opens " + backup);
    } catch (KeyException e) {
      return Diagnosis.fail(
          name(), "does not open " + backup, "Configure the key that it was made with.");
    }
  }
}
