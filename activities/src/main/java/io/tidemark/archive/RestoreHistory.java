package io.tidemark.archive;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.StoredObject;
import io.tidemark.keys.BackupKey;
import io.tidemark.keys.KeyRing;
import io.tidemark.pipeline.Pipeline;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The records of restores in a store, under {@code restores/<database>/<restore id>/}: sealed like
 * a part, and never changed. An entry exists from the moment its small clear envelope does, whose
 * key only one writer can have; that makes an entry a thing that can be used up.
 */
public final class RestoreHistory {
  private static final String ROOT = "restores/";
  private static final String SUFFIX = ".json";
  private static final int MAX_ENVELOPE_BYTES = 64 * 1024;

  private final BackupStore store;
  private final SealedDocuments documents;

  /** Works on a store, which stays the caller's to close. */
  public RestoreHistory(BackupStore store) {
    this.store = requireNonNull(store, "store is null");
    this.documents = new SealedDocuments(store, new Pipeline());
  }

  /**
   * Adds an entry.
   *
   * @param name of the entry, unique within the restore: letters, digits and hyphens
   * @param key seals it
   * @return false when there is an entry of this name already, which stays as it is
   */
  public boolean append(String name, HistoryEntry entry, BackupKey key)
      throws IOException, InterruptedException {
    String folder = folder(entry.event().database(), entry.event().restoreId());
    ObjectKey place = new ObjectKey(folder + name + SUFFIX);
    if (store.stat(place).isPresent()) {
      return false;
    }
    ObjectKey sealed = new ObjectKey(folder + name + "-" + BackupLocation.nonce() + ".bin");
    StoredObject document = documents.write(sealed, ArchiveJson.write(entry), key);
    try (StoreWriter writer = store.newWriter(place)) {
      writer.stream().write(ArchiveJson.write(HistoryEnvelope.of(place, document, key)));
      writer.commit();
      return true;
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.ALREADY_EXISTS) {
        throw e;
      }
      store.delete(sealed);
      return false;
    }
  }

  /**
   * Reads one entry.
   *
   * @throws StoreException CORRUPT when it is not as it was written
   * @throws io.tidemark.keys.KeyException when no configured key opens it
   */
  public Optional<HistoryEntry> find(String database, String restoreId, String name, KeyRing keys)
      throws IOException {
    ObjectKey place = new ObjectKey(folder(database, restoreId) + name + SUFFIX);
    try {
      return Optional.of(read(place, keys));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** All entries of a database's restores, oldest first. */
  public List<HistoryEntry> list(String database, KeyRing keys) throws IOException {
    List<ObjectKey> places = new ArrayList<>();
    store.list(
        ROOT + ObjectKey.escape(database) + "/",
        object -> {
          if (object.key().value().endsWith(SUFFIX)) {
            places.add(object.key());
          }
        });
    List<HistoryEntry> entries = new ArrayList<>();
    for (ObjectKey place : places) {
      entries.add(read(place, keys));
    }
    entries.sort(Comparator.comparing(entry -> entry.event().at()));
    return entries;
  }

  private HistoryEntry read(ObjectKey place, KeyRing keys) throws IOException {
    HistoryEnvelope envelope;
    try (InputStream in = store.read(place, 0)) {
      envelope = parse(place, in.readNBytes(MAX_ENVELOPE_BYTES), HistoryEnvelope.class);
    }
    BackupKey key = keys.forReading(envelope.keyIds(), envelope.keyDerivation());
    envelope.requireAuthentic(place, key);
    return parse(place, documents.read(envelope.document(), key), HistoryEntry.class);
  }

  private static <T> T parse(ObjectKey place, byte[] json, Class<T> type) throws StoreException {
    try {
      return ArchiveJson.read(json, type);
    } catch (IOException e) {
      throw Manifest.damaged(place, "not an entry of this format");
    }
  }

  private static String folder(String database, String restoreId) {
    return ROOT + ObjectKey.escape(database) + "/" + restoreId + "/";
  }
}
