package io.tidemark.store.s3;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.remote.HttpStatus;
import io.tidemark.store.remote.PartBuffer;
import io.tidemark.store.remote.PartedUpload;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Writes one object to S3: in one request, or as a multipart upload. */
final class S3Upload implements PartedUpload {

  private static final String WRITER_METADATA = "tidemark-writer";

  private final S3Client client;
  private final S3Settings settings;
  private final S3Errors errors;
  private final S3Leftovers leftovers;
  private final ObjectKey key;
  private final String fullKey;

  /** Tells our object from another writer's when the answer to our commit was lost. */
  private final String writerId = UUID.randomUUID().toString();

  private final List<CompletedPart> parts = new ArrayList<>();
  private final S3Attempts attempts = new S3Attempts();
  private @Nullable String uploadId;

  S3Upload(
      S3Client client,
      S3Settings settings,
      S3Errors errors,
      S3Leftovers leftovers,
      ObjectKey key,
      String fullKey) {
    this.client = client;
    this.settings = settings;
    this.errors = errors;
    this.leftovers = leftovers;
    this.key = key;
    this.fullKey = fullKey;
  }

  @Override
  public ObjectInfo putWhole(PartBuffer bytes) throws StoreException {
    try {
      var written =
          client.putObject(
              put -> {
                put.overrideConfiguration(attempts.next())
                    .bucket(settings.bucket())
                    .key(fullKey)
                    .ifNoneMatch("*")
                    .checksumCRC32(base64(bytes.crc32()))
                    .metadata(Map.of(WRITER_METADATA, writerId));
                serverSideEncryption().ifPresent(put::serverSideEncryption);
                settings.encryption().kmsKeyId().ifPresent(put::ssekmsKeyId);
                settings.storageClass().ifPresent(put::storageClass);
              },
              body(bytes));
      leftovers.tryAgain();
      return new ObjectInfo(key, bytes.size(), dateOf(written.sdkHttpResponse()));
    } catch (S3Exception e) {
      return ourObjectOr(e, bytes.size());
    } catch (SdkException e) {
      throw errors.classify(e, key, "cannot write");
    }
  }

  @Override
  public void sendPart(int number, PartBuffer bytes) throws StoreException {
    try {
      String upload = uploadId == null ? begin() : uploadId;
      String crc = base64(bytes.crc32());
      var sent =
          client.uploadPart(
              part ->
                  part.overrideConfiguration(attempts.next())
                      .bucket(settings.bucket())
                      .key(fullKey)
                      .uploadId(upload)
                      .partNumber(number)
                      .checksumCRC32(crc),
              body(bytes));
      parts.add(
          CompletedPart.builder().partNumber(number).eTag(sent.eTag()).checksumCRC32(crc).build());
    } catch (SdkException e) {
      throw errors.classify(e, key, "cannot write part " + number);
    }
  }

  @Override
  public ObjectInfo complete(int lastNumber, PartBuffer last, long sizeBytes)
      throws StoreException {
    if (last.size() > 0) {
      sendPart(lastNumber, last);
    }
    try {
      var written =
          client.completeMultipartUpload(
              complete ->
                  complete
                      .overrideConfiguration(attempts.next())
                      .bucket(settings.bucket())
                      .key(fullKey)
                      .uploadId(requireNonNull(uploadId))
                      .ifNoneMatch("*")
                      .multipartUpload(upload -> upload.parts(parts)));
      uploadId = null;
      leftovers.tryAgain();
      return new ObjectInfo(key, sizeBytes, dateOf(written.sdkHttpResponse()));
    } catch (S3Exception e) {
      ObjectInfo ours = ourObjectOr(e, sizeBytes);
      uploadId = null;
      return ours;
    } catch (SdkException e) {
      throw errors.classify(e, key, "cannot publish");
    }
  }

  @Override
  public int repeats() {
    return attempts.repeats();
  }

  @Override
  public void abort() {
    if (uploadId == null) {
      return;
    }
    leftovers.abort(fullKey, uploadId);
    uploadId = null;
  }

  private String begin() {
    String upload =
        client
            .createMultipartUpload(
                create -> {
                  create
                      .overrideConfiguration(attempts.next())
                      .bucket(settings.bucket())
                      .key(fullKey)
                      .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                      .metadata(Map.of(WRITER_METADATA, writerId));
                  serverSideEncryption().ifPresent(create::serverSideEncryption);
                  settings.encryption().kmsKeyId().ifPresent(create::ssekmsKeyId);
                  settings.storageClass().ifPresent(create::storageClass);
                })
            .uploadId();
    uploadId = upload;
    return upload;
  }

  /**
   * A commit is refused when another object holds the key, and also when the SDK has sent it again
   * because the answer to the first time, a success, was lost.
   */
  private ObjectInfo ourObjectOr(S3Exception refusal, long sizeBytes) throws StoreException {
    boolean mayBeOurs =
        refusal.statusCode() == HttpStatus.PRECONDITION_FAILED
            || refusal.statusCode() == HttpStatus.CONFLICT
            || refusal.statusCode() == HttpStatus.NOT_FOUND;
    if (!mayBeOurs) {
      throw errors.classify(refusal, key, "cannot publish");
    }
    try {
      HeadObjectResponse found =
          client.headObject(head -> head.bucket(settings.bucket()).key(fullKey));
      if (writerId.equals(found.metadata().get(WRITER_METADATA))) {
        return new ObjectInfo(key, sizeBytes, found.lastModified());
      }
      throw new StoreException(Kind.ALREADY_EXISTS, key, "the key is taken", refusal);
    } catch (SdkException e) {
      throw errors.classify(refusal, key, "cannot publish");
    }
  }

  private Optional<ServerSideEncryption> serverSideEncryption() {
    return switch (settings.encryption().mode()) {
      case BUCKET_DEFAULT -> Optional.empty();
      case SSE_S3 -> Optional.of(ServerSideEncryption.AES256);
      case SSE_KMS -> Optional.of(ServerSideEncryption.AWS_KMS);
    };
  }

  private static RequestBody body(PartBuffer bytes) {
    return RequestBody.fromContentProvider(
        ContentStreamProvider.fromInputStreamSupplier(bytes::open),
        bytes.size(),
        "application/octet-stream");
  }

  private static String base64(int crc) {
    return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt(crc).array());
  }

  /** The store's clock, so that nobody compares ours with it. */
  private static Instant dateOf(SdkHttpResponse response) {
    try {
      return response
          .firstMatchingHeader("Date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElseGet(Instant::now);
    } catch (DateTimeException e) {
      return Instant.now();
    }
  }
}
