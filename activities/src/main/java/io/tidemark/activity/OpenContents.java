package io.tidemark.activity;

import io.tidemark.api.verify.BackupReference;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Contents;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.RecordedPart;
import io.tidemark.keys.BackupKey;
import io.tidemark.pipeline.ObjectReader;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A sealed backup, opened: what it holds, and the key to its parts.
 *
 * @param store where its objects are
 * @param key opens them
 * @param contents what it holds, authenticated
 */
record OpenContents(BackupStore store, BackupKey key, Contents contents) {

  /**
   * Opens a backup, and keeps the mark alive that says it is being read.
   *
   * @throws StoreException CORRUPT when the manifest is not the one of that backup; NOT_FOUND when
   *     it is being deleted
   */
  static OpenContents of(BackupReference reference, Installation installation)
      throws UnknownNameException, IOException {
    BackupRepository repository = installation.repository(reference.store());
    Manifest manifest = repository.read(new ObjectKey(reference.manifest()));
    if (!manifest.header().backupId().equals(reference.backupId())) {
      throw new StoreException(
          StoreException.Kind.CORRUPT,
          manifest.location().manifest(),
          "is the manifest of another backup, not of " + reference.backupId());
    }
    installation
        .marks()
        .reading(repository.store(), manifest.location(), MarkOwner.ofThisActivity());
    return new OpenContents(
        repository.store(),
        repository.key(manifest, installation.keys()),
        repository.open(manifest, installation.keys()));
  }

  /** Decrypts and decompresses a part; its last read throws when it is not as recorded. */
  InputStream read(RecordedPart part) throws IOException {
    return new ObjectReader().open(store, part.object(), key);
  }
}
