package io.tidemark.store.gcs;

import static java.util.Objects.requireNonNull;

import com.google.api.gax.paging.Page;
import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobListOption;
import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.ObjectVisitor;
import io.tidemark.store.StoreCapabilities;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.remote.PartedWriter;
import io.tidemark.store.remote.RemoteInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Optional;

/**
 * A {@link BackupStore} in a bucket of Google Cloud Storage. Thread-safe. Google drops uploads that
 * were begun and never finished by itself, after a week.
 */
public final class GcsStore implements BackupStore {

  /** The SDK fetches in pieces of this length, each with its own retries. */
  private static final int READ_BYTES = 8 << 20;

  private static final long MAX_OBJECT_BYTES = 5L << 40;

  private final GcsSettings settings;
  private final Storage storage;
  private final GcsErrors errors;

  private GcsStore(GcsSettings settings, Storage storage) {
    this.settings = settings;
    this.storage = storage;
    this.errors = new GcsErrors(describe());
  }

  /** Opens the store. Asks the bucket nothing: what is wrong with it shows at first use. */
  public static GcsStore open(GcsSettings settings) throws StoreException {
    requireNonNull(settings, "settings is null");
    try {
      return new GcsStore(settings, GcsClients.open(settings));
    } catch (RuntimeException e) {
      throw new GcsErrors("gs://" + settings.bucket()).classify(e, null, "cannot open the store");
    }
  }

  @Override
  public StoreWriter newWriter(ObjectKey key) {
    return new PartedWriter(
        key, new GcsUpload(storage, settings, errors, key), settings.partSizes(), MAX_OBJECT_BYTES);
  }

  @Override
  public InputStream read(ObjectKey key, long offset) throws StoreException {
    ObjectInfo object =
        stat(key)
            .orElseThrow(
                () -> new StoreException(Kind.NOT_FOUND, key, "no such object in " + describe()));
    if (offset < 0 || offset > object.sizeBytes()) {
      throw new StoreException(
          Kind.INVALID,
          key,
          "offset " + offset + " is outside the object of " + object.sizeBytes() + " bytes");
    }
    try {
      ReadChannel channel = storage.reader(id(key));
      channel.setChunkSize(READ_BYTES);
      channel.seek(offset);
      return new RemoteInput(
          Channels.newInputStream(channel),
          object.sizeBytes() - offset,
          key,
          errors::classify,
          channel::close);
    } catch (IOException | RuntimeException e) {
      throw errors.classify(e, key, "cannot read");
    }
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) throws StoreException {
    try {
      return Optional.ofNullable(storage.get(id(key))).map(blob -> info(key, blob));
    } catch (RuntimeException e) {
      throw errors.classify(e, key, "cannot look up");
    }
  }

  @Override
  public void list(String prefix, ObjectVisitor visitor) throws StoreException {
    Page<Blob> page = null;
    do {
      try {
        page =
            page == null
                ? storage.list(settings.bucket(), BlobListOption.prefix(settings.prefix() + prefix))
                : page.getNextPage();
      } catch (RuntimeException e) {
        throw errors.classify(e, null, "cannot list");
      }
      for (Blob blob : page.getValues()) {
        Optional<ObjectKey> key =
            ObjectKey.parse(blob.getName().substring(settings.prefix().length()));
        if (key.isPresent()) {
          visitor.visit(info(key.get(), blob));
        }
      }
    } while (page.hasNextPage());
  }

  @Override
  public void delete(ObjectKey key) throws StoreException {
    try {
      storage.delete(id(key));
    } catch (RuntimeException e) {
      throw errors.classify(e, key, "cannot delete");
    }
  }

  @Override
  public StoreCapabilities capabilities() {
    return new StoreCapabilities(true, MAX_OBJECT_BYTES);
  }

  @Override
  public String describe() {
    return "gs://" + settings.bucket() + "/" + settings.prefix();
  }

  @Override
  public void close() {
    try {
      storage.close();
    } catch (Exception e) {
      return; // nothing was left in it: writers end with their commits
    }
  }

  private BlobId id(ObjectKey key) {
    return BlobId.of(settings.bucket(), settings.prefix() + key.value());
  }

  private static ObjectInfo info(ObjectKey key, Blob blob) {
    return new ObjectInfo(key, blob.getSize(), blob.getUpdateTimeOffsetDateTime().toInstant());
  }
}
