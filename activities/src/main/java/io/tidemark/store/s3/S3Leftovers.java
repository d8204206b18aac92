package io.tidemark.store.s3;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/**
 * Uploads that have to be aborted, and those that could not be because the bucket was away: they
 * are tried again once something else was written. What a killed process leaves is for the sweep.
 * Thread-safe.
 */
final class S3Leftovers {

  private static final Logger log = LoggerFactory.getLogger(S3Leftovers.class);

  private final S3Client client;
  private final String bucket;
  private final Queue<Upload> uploads = new ConcurrentLinkedQueue<>();

  private record Upload(String key, String id) {}

  S3Leftovers(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /** Discards the parts of an upload, now or later. */
  void abort(String key, String uploadId) {
    abort(new Upload(key, uploadId));
  }

  /** To be called when the bucket was just reached. */
  void tryAgain() {
    for (Upload upload = uploads.poll(); upload != null; upload = uploads.poll()) {
      if (!abort(upload)) {
        return;
      }
    }
  }

  private boolean abort(Upload upload) {
    try {
      client.abortMultipartUpload(
          abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.id()));
      return true;
    } catch (NoSuchUploadException e) {
      return true; // the answer to an earlier try was lost
    } catch (SdkException e) {
      log.warn(
          "{}: the unfinished upload {} cannot be aborted now: {}",
          upload.key(),
          upload.id(),
          e.getClass().getSimpleName());
      uploads.add(upload);
      return false;
    }
  }
}
