package io.tidemark.store.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.remote.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Tells from an exception of the SDK what kind of trouble it is. */
final class AzureErrors {

  private final String place;

  /**
   * @param place the store in words, for the messages
   */
  AzureErrors(String place) {
    this.place = place;
  }

  StoreException classify(Exception e, @Nullable ObjectKey key, String failed) {
    if (e instanceof StoreException classified) {
      return classified;
    }
    BlobStorageException refusal = refusalIn(e);
    if (refusal != null) {
      BlobErrorCode code = refusal.getErrorCode();
      String why =
          BlobErrorCode.CONTAINER_NOT_FOUND.equals(code)
              ? "there is no such container"
              : String.valueOf(code);
      return failure(
          kindOf(refusal, code),
          key,
          "%s in %s: %s (status %d)".formatted(failed, place, why, refusal.getStatusCode()));
    }
    if (e instanceof ClientAuthenticationException) {
      return failure(
          Kind.ACCESS_DENIED,
          key,
          failed + " in " + place + ": no credentials found where Azure's SDK looks for them");
    }
    return failure(
        Kind.UNAVAILABLE,
        key,
        failed + " in " + place + ": not reached (" + rootOf(e).getClass().getSimpleName() + ")");
  }

  /** Without the cause: its message may hold the address, and with that the signature in it. */
  private static StoreException failure(Kind kind, @Nullable ObjectKey key, String problem) {
    return new StoreException(kind, key, problem);
  }

  private static Kind kindOf(BlobStorageException e, @Nullable BlobErrorCode code) {
    if (BlobErrorCode.BLOB_ALREADY_EXISTS.equals(code)) {
      return Kind.ALREADY_EXISTS;
    }
    if (BlobErrorCode.MD5MISMATCH.equals(code) || e.getStatusCode() == HttpStatus.CONFLICT) {
      return Kind.UNAVAILABLE;
    }
    return HttpStatus.kindOf(e.getStatusCode());
  }

  private static @Nullable BlobStorageException refusalIn(Throwable e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof BlobStorageException refusal) {
        return refusal;
      }
    }
    return null;
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
