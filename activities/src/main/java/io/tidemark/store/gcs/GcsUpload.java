package io.tidemark.store.gcs;

import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.StorageClass;
import com.google.cloud.storage.StorageException;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.remote.PartBuffer;
import io.tidemark.store.remote.PartedUpload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes one object to Google: in one request, or as a resumable upload. */
final class GcsUpload implements PartedUpload {

  private static final String WRITER_METADATA = "tidemark-writer";

  private final Storage storage;
  private final GcsSettings settings;
  private final GcsErrors errors;
  private final ObjectKey key;

  /** Tells our object from another writer's when the answer to our commit was lost. */
  private final String writerId = UUID.randomUUID().toString();

  private @Nullable WriteChannel channel;

  GcsUpload(Storage storage, GcsSettings settings, GcsErrors errors, ObjectKey key) {
    this.storage = storage;
    this.settings = settings;
    this.errors = errors;
    this.key = key;
  }

  @Override
  public ObjectInfo putWhole(PartBuffer bytes) throws StoreException {
    try {
      List<BlobTargetOption> options = new ArrayList<>(List.of(BlobTargetOption.doesNotExist()));
      settings.kmsKeyName().ifPresent(name -> options.add(BlobTargetOption.kmsKeyName(name)));
      Blob blob =
          storage.create(
              object(), bytes.open().readAllBytes(), options.toArray(BlobTargetOption[]::new));
      return new ObjectInfo(key, bytes.size(), blob.getUpdateTimeOffsetDateTime().toInstant());
    } catch (IOException | RuntimeException e) {
      return ourObjectOr(e, bytes.size());
    }
  }

  @Override
  public void sendPart(int number, PartBuffer bytes) throws StoreException {
    try {
      WriteChannel upload = channel == null ? begin() : channel;
      for (ByteBuffer buffer : bytes.buffers()) {
        while (buffer.hasRemaining()) {
          upload.write(buffer);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw takenOr(e, "cannot write part " + number);
    }
  }

  @Override
  public ObjectInfo complete(int lastNumber, PartBuffer last, long sizeBytes)
      throws StoreException {
    sendPart(lastNumber, last);
    WriteChannel upload = channel;
    if (upload == null) {
      throw new IllegalStateException("nothing was sent");
    }
    try {
      upload.close();
    } catch (IOException | RuntimeException e) {
      return ourObjectOr(e, sizeBytes);
    }
    return new ObjectInfo(key, sizeBytes, Instant.now());
  }

  /** Not closed, because closing publishes. Google drops the upload by itself after a week. */
  @Override
  public void abort() {
    channel = null;
  }

  private WriteChannel begin() {
    List<BlobWriteOption> options = new ArrayList<>(List.of(BlobWriteOption.doesNotExist()));
    settings.kmsKeyName().ifPresent(name -> options.add(BlobWriteOption.kmsKeyName(name)));
    WriteChannel upload = storage.writer(object(), options.toArray(BlobWriteOption[]::new));
    upload.setChunkSize(settings.partSizes().firstBytes());
    channel = upload;
    return upload;
  }

  private BlobInfo object() {
    BlobInfo.Builder object =
        BlobInfo.newBuilder(settings.bucket(), settings.prefix() + key.value())
            .setContentType("application/octet-stream")
            .setMetadata(Map.of(WRITER_METADATA, writerId));
    settings.storageClass().map(StorageClass::valueOf).ifPresent(object::setStorageClass);
    return object.build();
  }

  /**
   * A commit is refused when another object holds the key, and also when the SDK has sent it again
   * because the answer to the first time, a success, was lost.
   */
  private ObjectInfo ourObjectOr(Exception failure, long sizeBytes) throws StoreException {
    StoreException classified = errors.classify(failure, key, "cannot publish");
    if (classified.kind() != Kind.ALREADY_EXISTS) {
      throw classified;
    }
    Blob found;
    try {
      found = storage.get(settings.bucket(), settings.prefix() + key.value());
    } catch (StorageException e) {
      throw classified;
    }
    Map<String, String> metadata =
        found == null || found.getMetadata() == null ? Map.of() : found.getMetadata();
    if (found != null && writerId.equals(metadata.get(WRITER_METADATA))) {
      return new ObjectInfo(key, sizeBytes, found.getUpdateTimeOffsetDateTime().toInstant());
    }
    throw new StoreException(Kind.ALREADY_EXISTS, key, "the key is taken");
  }

  private StoreException takenOr(Exception failure, String failed) {
    StoreException classified = errors.classify(failure, key, failed);
    return classified.kind() == Kind.ALREADY_EXISTS
        ? new StoreException(Kind.ALREADY_EXISTS, key, "the key is taken")
        : classified;
  }
}
