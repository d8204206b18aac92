package io.tidemark.worker.telemetry;

import io.micrometer.core.instrument.Tags;
import io.tidemark.archive.BackupListing;
import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.ManifestHeader;
import io.tidemark.marks.VerificationRecord;
import io.tidemark.marks.Verifications;
import io.tidemark.store.StoreException;
import java.util.List;
import java.util.Optional;

/**
 * The backups of one database in one store.
 *
 * @param backups how many are sealed
 * @param storedBytes of all of them
 * @param unreadable what lies in a manifest's place and is none
 * @param newest the newest that is no safety backup
 * @param verified the last look at that one, if it was ever verified
 */
record DatabaseFacts(
    String store,
    String database,
    int backups,
    long storedBytes,
    int unreadable,
    Optional<ManifestHeader> newest,
    Optional<VerificationRecord> verified) {

  static DatabaseFacts of(String store, String database, BackupRepository repository)
      throws StoreException {
    BackupListing listing = repository.list(database);
    List<ManifestHeader> headers = listing.manifests().stream().map(Manifest::header).toList();
    Optional<ManifestHeader> newest =
        headers.stream().filter(header -> !header.safety()).reduce((older, newer) -> newer);
    Optional<VerificationRecord> verified = Optional.empty();
    if (newest.isPresent()) {
      BackupLocation location = new BackupLocation(database, newest.get().backupId());
      verified = new Verifications(repository.store()).of(location).stream().findFirst();
    }
    return new DatabaseFacts(
        store,
        database,
        headers.size(),
        headers.stream().mapToLong(ManifestHeader::storedBytes).sum(),
        listing.unreadable().size(),
        newest,
        verified);
  }

  Tags tags() {
    return Tags.of("store", store, "database", database);
  }
}
