package io.tidemark.store.s3;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.remote.PartSizes;
import java.net.URI;
import java.util.Optional;

/**
 * Where a bucket is and how to write to it. What is left empty is found as the AWS SDK finds it:
 * from the environment, the profile files, the machine.
 *
 * @param prefix put before every key, ending in a slash; empty to use the whole bucket
 * @param endpoint of a provider other than AWS, as in {@code http://minio:9000}
 * @param pathStyle whether the bucket's name stands in the path; when empty, it does wherever the
 *     endpoint is not AWS's own
 * @param storageClass as S3 names it, {@code STANDARD_IA} for one
 */
public record S3Settings(
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    Optional<String> region,
    Optional<Boolean> pathStyle,
    Optional<AccessKey> accessKey,
    Encryption encryption,
    Optional<String> storageClass,
    PartSizes partSizes) {

  /** The server's own encryption, beside ours. */
  public record Encryption(Mode mode, Optional<String> kmsKeyId) {

    /** What the request asks for; {@code BUCKET_DEFAULT} asks for nothing. */
    public enum Mode {
      BUCKET_DEFAULT,
      SSE_S3,
      SSE_KMS
    }

    /** What the bucket is configured to do. */
    public static final Encryption BUCKET_DEFAULT =
        new Encryption(Mode.BUCKET_DEFAULT, Optional.empty());

    public Encryption {
      if (kmsKeyId.isPresent() && mode != Mode.SSE_KMS) {
        throw new IllegalArgumentException("a KMS key id goes with SSE_KMS only");
      }
    }
  }

  /** A key pair given to Tidemark itself rather than to the AWS SDK. */
  public record AccessKey(String id, String secret) {

    public AccessKey {
      requireNonNull(id, "id is null");
      requireNonNull(secret, "secret is null");
    }

    @Override
    public String toString() {
      return "AccessKey[id=" + id + ", secret=***]";
    }
  }

  public S3Settings {
    if (bucket.isBlank()) {
      throw new IllegalArgumentException("the name of the bucket is empty");
    }
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("the prefix must end in a slash: " + prefix);
    }
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(region, "region is null");
    requireNonNull(pathStyle, "pathStyle is null");
    requireNonNull(accessKey, "accessKey is null");
    requireNonNull(encryption, "encryption is null");
    requireNonNull(storageClass, "storageClass is null");
    requireNonNull(partSizes, "partSizes is null");
  }

  /** A whole bucket, everything else as the AWS SDK finds it. */
  public static S3Settings ofBucket(String bucket) {
    return new S3Settings(
        bucket,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Encryption.BUCKET_DEFAULT,
        Optional.empty(),
        PartSizes.DEFAULT);
  }
}
