package io.tidemark.store.gcs;

import com.google.cloud.storage.StorageException;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.remote.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Tells from an exception of the SDK what kind of trouble it is. */
final class GcsErrors {

  private final String place;

  /**
   * @param place the store in words, for the messages
   */
  GcsErrors(String place) {
    this.place = place;
  }

  /** Without a cause: its message may hold the address of an upload, which needs no password. */
  StoreException classify(Exception e, @Nullable ObjectKey key, String failed) {
    if (e instanceof StoreException classified) {
      return classified;
    }
    StorageException refusal = refusalIn(e);
    if (refusal == null || refusal.getCode() <= 0) {
      return new StoreException(
          Kind.UNAVAILABLE,
          key,
          failed + " in " + place + ": not reached (" + rootOf(e).getClass().getSimpleName() + ")");
    }
    Kind kind = HttpStatus.kindOf(refusal.getCode());
    String advice =
        kind == Kind.ACCESS_DENIED
            ? ": the application default credentials are missing or not allowed to do this"
            : kind == Kind.NOT_FOUND && key == null ? ": there is no such bucket" : "";
    return new StoreException(
        kind, key, "%s in %s%s (status %d)".formatted(failed, place, advice, refusal.getCode()));
  }

  private static @Nullable StorageException refusalIn(Throwable e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof StorageException refusal) {
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
