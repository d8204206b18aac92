package io.tidemark.store.filesystem;

import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells from an exception of the file system what kind of trouble it is. */
final class FilesystemErrors {

  private static final List<String> FULL =
      List.of("no space left", "quota exceeded", "file too large", "not enough space");
  private static final List<String> DENIED =
      List.of("read-only file system", "operation not permitted", "permission denied");

  /** With less than this to spare, a write that failed for a reason we cannot read failed of it. */
  private static final long NEARLY_FULL_BYTES = 64 * 1024;

  private final Path root;

  FilesystemErrors(Path root) {
    this.root = root;
  }

  static StoreException alreadyExists(ObjectKey key) {
    return new StoreException(Kind.ALREADY_EXISTS, key, "the key is taken");
  }

  /** Whether the exception means that no object has this key. */
  boolean isMissing(IOException e) {
    // A key below another object's: the file system complains that a file is no folder.
    return e instanceof NoSuchFileException
        || e instanceof NotDirectoryException
        || reason(e).contains("not a directory");
  }

  /**
   * Gives the exception its kind; one that has a kind already is returned as it is.
   *
   * @param key the object in question, null for the store as a whole
   * @param failed what was tried, as in "cannot write"
   */
  StoreException classify(IOException e, @Nullable ObjectKey key, String failed) {
    if (e instanceof StoreException classified) {
      return classified;
    }
    Kind kind = kindOf(e, key);
    return switch (kind) {
      case ALREADY_EXISTS ->
          new StoreException(Kind.ALREADY_EXISTS, key, failed + ": the key is taken", e);
      case NOT_FOUND ->
          new StoreException(Kind.NOT_FOUND, key, "no such object in file:" + root, e);
      case ACCESS_DENIED ->
          new StoreException(
              Kind.ACCESS_DENIED,
              key,
              failed
                  + " in file:"
                  + root
                  + ": permission denied. Check owner and mode of the folder",
              e);
      case OUT_OF_SPACE ->
          new StoreException(Kind.OUT_OF_SPACE, key, failed + ": file:" + root + " is full", e);
      case INVALID, UNAVAILABLE, CORRUPT ->
          new StoreException(kind, key, failed + " in file:" + root + ": " + reason(e), e);
    };
  }

  /** As {@link #classify}, where what is missing cannot be the object. */
  StoreException classifyWrite(IOException e, ObjectKey key, String failed) {
    if (e instanceof NoSuchFileException) {
      return new StoreException(
          Kind.UNAVAILABLE, key, failed + ": somebody removed the unfinished file or the store", e);
    }
    if (isMissing(e)) {
      return new StoreException(
          Kind.INVALID, key, failed + ": what should be a folder of this key is an object", e);
    }
    return classify(e, key, failed);
  }

  private Kind kindOf(IOException e, @Nullable ObjectKey key) {
    String reason = reason(e);
    if (e instanceof AccessDeniedException || DENIED.stream().anyMatch(reason::contains)) {
      return Kind.ACCESS_DENIED;
    }
    if (e instanceof FileAlreadyExistsException) {
      return key == null ? Kind.INVALID : Kind.ALREADY_EXISTS;
    }
    if (FULL.stream().anyMatch(reason::contains)) {
      return Kind.OUT_OF_SPACE;
    }
    if (key != null && isMissing(e)) {
      return Kind.NOT_FOUND;
    }
    if (reason.contains("file name too long") || reason.contains("is a directory")) {
      return Kind.INVALID;
    }
    // The words above are English only where the process runs in an English or C locale.
    return nearlyFull() ? Kind.OUT_OF_SPACE : Kind.UNAVAILABLE;
  }

  private boolean nearlyFull() {
    try {
      return Files.getFileStore(root).getUsableSpace() < NEARLY_FULL_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  private static String reason(IOException e) {
    String reason =
        e instanceof FileSystemException known && known.getReason() != null
            ? known.getReason()
            : String.valueOf(e.getMessage());
    return reason.toLowerCase(Locale.ROOT);
  }
}
