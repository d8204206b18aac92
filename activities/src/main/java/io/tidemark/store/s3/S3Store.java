package io.tidemark.store.s3;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.ObjectVisitor;
import io.tidemark.store.StoreCapabilities;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.remote.HttpStatus;
import io.tidemark.store.remote.PartedWriter;
import io.tidemark.store.remote.RemoteInput;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A {@link BackupStore} in an S3 bucket. Thread-safe.
 *
 * <p>Write-once rests on conditional requests ({@code If-None-Match: *}). AWS and MinIO know them;
 * a provider that ignores them lets the later of two racing writers win.
 */
public final class S3Store implements BackupStore {

  private static final long MAX_OBJECT_BYTES = 5L << 40;

  private final S3Settings settings;
  private final S3Client client;
  private final S3Errors errors;
  private final S3Leftovers leftovers;

  private S3Store(S3Settings settings, S3Client client) {
    this.settings = settings;
    this.client = client;
    this.errors = new S3Errors(describe());
    this.leftovers = new S3Leftovers(client, settings.bucket());
  }

  /** Opens the store. Asks the bucket nothing: what is wrong with it shows at first use. */
  public static S3Store open(S3Settings settings) throws StoreException {
    requireNonNull(settings, "settings is null");
    try {
      return new S3Store(settings, S3Clients.open(settings));
    } catch (SdkException e) {
      throw new S3Errors("s3://" + settings.bucket()).classify(e, null, "cannot open the store");
    }
  }

  @Override
  public StoreWriter newWriter(ObjectKey key) throws StoreException {
    return new PartedWriter(
        key,
        new S3Upload(client, settings, errors, leftovers, key, fullKey(key)),
        settings.partSizes(),
        MAX_OBJECT_BYTES);
  }

  @Override
  public InputStream read(ObjectKey key, long offset) throws StoreException {
    if (offset < 0) {
      throw new StoreException(Kind.INVALID, key, "offset " + offset + " is negative");
    }
    try {
      ResponseInputStream<GetObjectResponse> object =
          client.getObject(
              get -> {
                get.bucket(settings.bucket()).key(fullKey(key));
                if (offset > 0) {
                  get.range("bytes=" + offset + "-");
                }
              });
      return new RemoteInput(
          object, object.response().contentLength(), key, errors::classify, object::abort);
    } catch (S3Exception e) {
      if (e.statusCode() == HttpStatus.RANGE_NOT_SATISFIABLE) {
        return emptyOrOutside(key, offset);
      }
      throw errors.classify(e, key, "cannot read");
    } catch (SdkException e) {
      throw errors.classify(e, key, "cannot read");
    }
  }

  /** A range that begins at the end is refused like one beyond it. */
  private InputStream emptyOrOutside(ObjectKey key, long offset) throws StoreException {
    long size = stat(key).map(ObjectInfo::sizeBytes).orElse(-1L);
    if (offset == size) {
      return InputStream.nullInputStream();
    }
    throw new StoreException(
        Kind.INVALID, key, "offset " + offset + " is outside the object of " + size + " bytes");
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) throws StoreException {
    try {
      HeadObjectResponse object =
          client.headObject(head -> head.bucket(settings.bucket()).key(fullKey(key)));
      return Optional.of(new ObjectInfo(key, object.contentLength(), object.lastModified()));
    } catch (S3Exception e) {
      if (e.statusCode() == HttpStatus.NOT_FOUND) {
        return Optional.empty();
      }
      throw errors.classify(e, key, "cannot look up");
    } catch (SdkException e) {
      throw errors.classify(e, key, "cannot look up");
    }
  }

  @Override
  public void list(String prefix, ObjectVisitor visitor) throws StoreException {
    var pages =
        client
            .listObjectsV2Paginator(
                list -> list.bucket(settings.bucket()).prefix(settings.prefix() + prefix))
            .iterator();
    while (true) {
      Iterable<S3Object> page;
      try {
        if (!pages.hasNext()) {
          return;
        }
        page = pages.next().contents();
      } catch (SdkException e) {
        throw errors.classify(e, null, "cannot list");
      }
      for (S3Object object : page) {
        Optional<ObjectKey> key =
            ObjectKey.parse(object.key().substring(settings.prefix().length()));
        if (key.isPresent()) {
          visitor.visit(new ObjectInfo(key.get(), object.size(), object.lastModified()));
        }
      }
    }
  }

  @Override
  public void delete(ObjectKey key) throws StoreException {
    try {
      client.deleteObject(delete -> delete.bucket(settings.bucket()).key(fullKey(key)));
    } catch (SdkException e) {
      StoreException failure = errors.classify(e, key, "cannot delete");
      if (failure.kind() != Kind.NOT_FOUND) {
        throw failure;
      }
    }
  }

  @Override
  public int discardUnfinished(Instant startedBefore) throws StoreException {
    int discarded = 0;
    try {
      for (MultipartUpload upload : unfinished(startedBefore)) {
        client.abortMultipartUpload(
            abort -> abort.bucket(settings.bucket()).key(upload.key()).uploadId(upload.uploadId()));
        discarded++;
      }
      return discarded;
    } catch (SdkException e) {
      throw errors.classify(e, null, "cannot discard unfinished uploads");
    }
  }

  @Override
  public int countUnfinished(Instant startedBefore) throws StoreException {
    try {
      return unfinished(startedBefore).size();
    } catch (SdkException e) {
      throw errors.classify(e, null, "cannot list unfinished uploads");
    }
  }

  private List<MultipartUpload> unfinished(Instant startedBefore) {
    return client
        .listMultipartUploadsPaginator(
            list -> list.bucket(settings.bucket()).prefix(settings.prefix()))
        .uploads()
        .stream()
        .filter(upload -> upload.initiated().isBefore(startedBefore))
        .toList();
  }

  @Override
  public Optional<Instant> lockedUntil(ObjectKey key) throws StoreException {
    try {
      HeadObjectResponse object =
          client.headObject(head -> head.bucket(settings.bucket()).key(fullKey(key)));
      return object.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON
          ? Optional.of(Instant.MAX)
          : Optional.ofNullable(object.objectLockRetainUntilDate());
    } catch (S3Exception e) {
      if (e.statusCode() == HttpStatus.NOT_FOUND) {
        return Optional.empty();
      }
      throw errors.classify(e, key, "cannot look up");
    } catch (SdkException e) {
      throw errors.classify(e, key, "cannot look up");
    }
  }

  @Override
  public StoreCapabilities capabilities() {
    return new StoreCapabilities(true, MAX_OBJECT_BYTES);
  }

  @Override
  public String describe() {
    return "s3://" + settings.bucket() + "/" + settings.prefix();
  }

  @Override
  public void close() {
    client.close();
  }

  private String fullKey(ObjectKey key) {
    return settings.prefix() + key.value();
  }
}
