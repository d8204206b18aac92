package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.StoredObject;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.Certificate;
import io.tidemark.keys.KeyException;
import io.tidemark.keys.KeyRing;
import io.tidemark.pipeline.Pipeline;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The backups in a store. Thread-safe; holds no state of its own.
 *
 * <p>A backup exists from the moment its manifest does, and ends when its manifest is deleted:
 * sealing writes it last, deleting takes it away first. What a manifest says is a claim until
 * {@link #open} or {@link #key} has authenticated it.
 */
public final class BackupRepository {

  /** What people write for the newest backup of a database, safety backups aside. */
  public static final String LATEST = "latest";

  private final BackupStore store;
  private final Clock clock;
  private final SealedDocuments documents;
  private final Manifests manifests;

  /**
   * Works on a store, which stays the caller's to close.
   *
   * @param clock says when a backup was sealed
   */
  public BackupRepository(BackupStore store, Clock clock) {
    this.store = requireNonNull(store, "store is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.documents = new SealedDocuments(store, new Pipeline());
    this.manifests = new Manifests(store);
  }

  /** Whether a backup has a manifest, wherever a change of its keys has put it. */
  public static boolean isSealed(BackupStore store, BackupLocation location) throws StoreException {
    // Looked for again in its own place, where it may have moved between the first two looks.
    return store.stat(location.manifest()).isPresent()
        || store.stat(location.nextManifest()).isPresent()
        || store.stat(location.manifest()).isPresent();
  }

  /** The store that the backups are in. */
  public BackupStore store() {
    return store;
  }

  /** Encrypts a small document into a fresh key. */
  public StoredObject writeSealed(ObjectKey key, byte[] document, BackupKey backupKey)
      throws IOException, InterruptedException {
    return documents.write(key, document, backupKey);
  }

  /**
   * Decrypts a small document, whose digest the caller has from a trusted place.
   *
   * @throws StoreException NOT_FOUND, CORRUPT
   */
  public byte[] readSealed(StoredObject object, BackupKey backupKey) throws IOException {
    return documents.read(object, backupKey);
  }

  /** Stores the plan of a backup, under a fresh key. */
  public StoredObject writePlan(BackupLocation location, byte[] plan, BackupKey key)
      throws IOException, InterruptedException {
    return documents.write(location.newPlan(), plan, key.forWorkers());
  }

  /**
   * Reads the plan of a backup.
   *
   * @throws StoreException NOT_FOUND; CORRUPT also when it is the plan of another backup
   */
  public byte[] readPlan(BackupLocation location, StoredObject plan, BackupKey key)
      throws IOException {
    Binding.requireWithin(location, plan);
    return documents.read(plan, key.forWorkers());
  }

  /** Stores what an attempt made of a part, under a fresh key. */
  public StoredObject writeReceipt(BackupLocation location, Receipt receipt, BackupKey key)
      throws IOException, InterruptedException {
    return documents.write(
        location.newReceipt(receipt.part()), ArchiveJson.write(receipt), key.forWorkers());
  }

  /**
   * Reads the receipt that the workflow accepted for a part.
   *
   * @throws StoreException CORRUPT also when it is the receipt of another part or backup
   */
  public Receipt readReceipt(BackupLocation location, int part, StoredObject object, BackupKey key)
      throws IOException {
    Receipt receipt = document(location, object, key.forWorkers(), Receipt.class);
    if (!receipt.backupId().equals(location.backupId()) || receipt.part() != part) {
      throw Manifest.damaged(new ObjectKey(object.key()), "the receipt is of another part");
    }
    Binding.requireWithin(location, receipt.object());
    return receipt;
  }

  /**
   * Seals a backup: writes the contents, then the manifest that makes it exist. Sealing the same
   * backup again returns what was sealed first.
   *
   * @throws StoreException CORRUPT when something that is not ours lies in the manifest's place
   * @throws IllegalArgumentException when the contents contradict themselves
   */
  public Manifest seal(Contents contents, SealTerms terms, BackupKey key)
      throws IOException, InterruptedException {
    BackupLocation location = new BackupLocation(contents.databaseName(), contents.backupId());
    Binding.requireConsistent(location, contents);
    Optional<Manifest> earlier = sealedBefore(location, key);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    StoredObject object = documents.write(location.newContents(), ArchiveJson.write(contents), key);
    Manifest manifest =
        Manifest.authenticated(
            new ManifestHeader(
                ManifestHeader.FORMAT,
                ManifestHeader.FORMAT_VERSION,
                location.backupId(),
                location.database(),
                terms.startedAt(),
                contents.snapshot().takenAt(),
                clock.instant(),
                contents.parts().size(),
                contents.rawBytes(),
                contents.storedBytes(),
                key.keyIds(),
                key.derivation().orElse(null),
                key.signer().map(Certificate::base64).orElse(null),
                object,
                terms.safety(),
                terms.tags()),
            key);
    try {
      manifests.write(manifest);
      return manifest;
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.ALREADY_EXISTS) {
        throw e;
      }
      store.delete(new ObjectKey(object.key()));
      return sealedBefore(location, key).orElseThrow(() -> e);
    }
  }

  /**
   * The backups of a database. One bad manifest spoils nothing: it is reported beside the good
   * ones.
   *
   * @throws StoreException when the store itself fails
   */
  public BackupListing list(String database) throws StoreException {
    return manifests.list(database);
  }

  /** Names of the databases that have a manifest in the store, ascending. */
  public List<String> databases() throws StoreException {
    return manifests.databases();
  }

  /**
   * Finds a backup.
   *
   * @param backup its id, or {@value #LATEST}
   * @return empty when there is none
   * @throws StoreException CORRUPT when its manifest cannot be read. For the latest also when that
   *     may be hidden behind an unreadable manifest: an older one is never taken silently
   */
  public Optional<Manifest> find(String database, String backup) throws StoreException {
    if (backup.equals(LATEST)) {
      return manifests.latest(database);
    }
    if (!BackupLocation.isBackupId(backup)) {
      return Optional.empty();
    }
    return manifests.find(new BackupLocation(database, backup).manifest());
  }

  /**
   * Reads the manifest at a key.
   *
   * @throws StoreException NOT_FOUND, CORRUPT
   */
  public Manifest read(ObjectKey manifest) throws StoreException {
    return manifests.read(manifest);
  }

  /**
   * Proves a manifest and gives the key that opens the backup's parts.
   *
   * @throws KeyException when no key is configured, or not the right one
   * @throws StoreException CORRUPT when the manifest is not authentic
   */
  public BackupKey key(Manifest manifest, KeyRing keys) throws KeyException, StoreException {
    BackupKey key = keys.forReading(manifest.header().keyIds(), manifest.header().keyDerivation());
    manifest.requireAuthentic(key);
    return key;
  }

  /**
   * Proves a manifest, and reads the contents that it is bound to.
   *
   * @throws KeyException when no key is configured, or not the right one
   * @throws StoreException NOT_FOUND or CORRUPT when manifest or contents are not as sealed
   */
  public Contents open(Manifest manifest, KeyRing keys) throws IOException {
    BackupKey key = key(manifest, keys);
    StoredObject object = manifest.header().contents();
    Contents contents = document(manifest.location(), object, key, Contents.class);
    try {
      Binding.requireSame(manifest.header(), contents);
      Binding.requireConsistent(manifest.location(), contents);
    } catch (IllegalArgumentException e) {
      throw Manifest.damaged(new ObjectKey(object.key()), "the contents: " + e.getMessage());
    }
    return contents;
  }

  /**
   * Begins to give a backup the recipients of today: writes contents and a manifest for them beside
   * those there are, which stay as they are. Repeating it changes nothing.
   *
   * @return false when the backup has these recipients already
   * @throws KeyException when no key at hand opens it
   * @throws StoreException NOT_FOUND, CORRUPT
   */
  public boolean rewrap(BackupLocation location, KeyRing keys)
      throws IOException, InterruptedException {
    return new Rewrapping(store, this, manifests, keys).stage(location);
  }

  /**
   * Puts what {@link #rewrap} wrote in the place of the old manifest, and deletes what only the old
   * recipients could read. Repeating it goes on where the last time ended.
   */
  public void replaceManifest(BackupLocation location, KeyRing keys) throws IOException {
    new Rewrapping(store, this, manifests, keys).replace(location);
  }

  /**
   * Deletes a backup: the manifest first, so that a backup half gone is no backup, then everything
   * else of it. Deleting again goes on where the last time ended.
   */
  public void delete(BackupLocation location) throws StoreException {
    store.delete(location.nextManifest());
    store.delete(location.manifest());
    List<ObjectKey> objects = new ArrayList<>();
    store.list(location.prefix(), object -> objects.add(object.key()));
    for (ObjectKey object : objects) {
      store.delete(object);
    }
  }

  private Optional<Manifest> sealedBefore(BackupLocation location, BackupKey key)
      throws StoreException, KeyException {
    Optional<Manifest> manifest = manifests.find(location.manifest());
    if (manifest.isPresent()) {
      manifest.get().requireAuthentic(key);
    }
    return manifest;
  }

  private <T> T document(BackupLocation location, StoredObject object, BackupKey key, Class<T> type)
      throws IOException {
    Binding.requireWithin(location, object);
    byte[] json = documents.read(object, key);
    try {
      return ArchiveJson.read(json, type);
    } catch (IOException e) {
      // Jackson's message would quote what is nobody's business.
      throw Manifest.damaged(new ObjectKey(object.key()), "not a document of this format");
    }
  }
}
