package io.tidemark.archive;

import java.util.List;

/**
 * The backups of one database, as their manifests claim.
 *
 * @param manifests oldest first, by the instant that each backup shows
 * @param unreadable what could not be read as a manifest; a backup may be behind it, so nothing
 *     there may be deleted
 */
public record BackupListing(List<Manifest> manifests, List<UnreadableManifest> unreadable) {

  public BackupListing {
    manifests = List.copyOf(manifests);
    unreadable = List.copyOf(unreadable);
  }
}
