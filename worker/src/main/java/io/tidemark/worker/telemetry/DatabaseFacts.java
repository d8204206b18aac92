package io.tidemark.worker.telemetry;

import io.micrometer.core.instrument.Tags;
import io.tidemark.archive.BackupListing;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.ManifestHeader;
import java.util.List;
import java.util.Optional;

/**
 * The backups of one database in one store.
 *
 * @param backups how many are sealed
 * @param storedBytes of all of them
 * @param unreadable what lies in a manifest's place and is none
 * @param newest the newest that is no safety backup
 */
record DatabaseFacts(
    String store,
    String database,
    int backups,
    long storedBytes,
    int unreadable,
    Optional<ManifestHeader> newest) {

  static DatabaseFacts of(String store, String database, BackupListing listing) {
    List<ManifestHeader> headers = listing.manifests().stream().map(Manifest::header).toList();
    return new DatabaseFacts(
        store,
        database,
        headers.size(),
        headers.stream().mapToLong(ManifestHeader::storedBytes).sum(),
        listing.unreadable().size(),
        headers.stream().filter(header -> !header.safety()).reduce((older, newer) -> newer));
  }

  Tags tags() {
    return Tags.of("store", store, "database", database);
  }
}
