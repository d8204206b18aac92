package io.tidemark.store.s3;

import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.remote.HttpStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tells from an exception of the SDK what kind of trouble it is. */
final class S3Errors {

  /** Codes that say more than their status. */
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("BadDigest", Kind.UNAVAILABLE), // damaged on its way: send it again
          Map.entry("XAmzContentChecksumMismatch", Kind.UNAVAILABLE),
          Map.entry("IncompleteBody", Kind.UNAVAILABLE),
          Map.entry("RequestTimeout", Kind.UNAVAILABLE),
          Map.entry("SlowDown", Kind.UNAVAILABLE),
          Map.entry("OperationAborted", Kind.UNAVAILABLE),
          Map.entry("ConditionalRequestConflict", Kind.UNAVAILABLE),
          Map.entry("ExpiredToken", Kind.ACCESS_DENIED),
          Map.entry("InvalidToken", Kind.ACCESS_DENIED),
          Map.entry("QuotaExceeded", Kind.OUT_OF_SPACE),
          Map.entry("XMinioStorageFull", Kind.OUT_OF_SPACE),
          Map.entry("XMinioAdminBucketQuotaExceeded", Kind.OUT_OF_SPACE));

  private static final Map<String, String> ADVICE =
      Map.of(
          "NoSuchBucket", "there is no such bucket",
          "RequestTimeTooSkewed", "this host's clock is wrong",
          "PermanentRedirect", "the bucket is in another region: set the region",
          "AuthorizationHeaderMalformed", "the bucket is in another region: set the region");

  private final String place;

  /**
   * @param place the store in words, for the messages
   */
  S3Errors(String place) {
    this.place = place;
  }

  StoreException classify(Exception e, @Nullable ObjectKey key, String failed) {
    if (e instanceof StoreException classified) {
      return classified;
    }
    if (e instanceof S3Exception refusal) {
      String code = codeOf(refusal);
      Kind kind = KINDS.getOrDefault(code, kindOf(refusal));
      String why = ADVICE.getOrDefault(code, code.isEmpty() ? kind.name() : code);
      return new StoreException(
          kind,
          key,
          "%s in %s: %s (status %d)".formatted(failed, place, why, refusal.statusCode()),
          e);
    }
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
      return new StoreException(
          Kind.UNAVAILABLE, key, failed + " in " + place + ": interrupted", e);
    }
    if (e instanceof SdkClientException && mentionsCredentials(e)) {
      return new StoreException(
          Kind.ACCESS_DENIED,
          key,
          failed + " in " + place + ": no credentials found where the AWS SDK looks for them",
          e);
    }
    return new StoreException(Kind.UNAVAILABLE, key, failed + " in " + place + ": not reached", e);
  }

  static String codeOf(S3Exception e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static Kind kindOf(S3Exception e) {
    // A redirect is to a bucket's region, which asking again does not change.
    return e.statusCode() / 100 == 3 ? Kind.INVALID : HttpStatus.kindOf(e.statusCode());
  }

  private static boolean mentionsCredentials(Exception e) {
    return String.valueOf(e.getMessage()).contains("Unable to load credentials");
  }
}
