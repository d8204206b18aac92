package io.tidemark.store.filesystem;

import static java.util.Objects.requireNonNull;

import io.tidemark.store.BackupStore;
import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.ObjectVisitor;
import io.tidemark.store.StoreCapabilities;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreException.Kind;
import io.tidemark.store.StoreWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link BackupStore} in a folder. Thread-safe, and safe for several processes and hosts that
 * share the folder.
 *
 * <p>Objects are files under their key. They are written aside, in {@code ~incoming}, whose name no
 * key can have, forced to the disk, then given their name without replacing anything, and the
 * folder is forced to the disk as well. Files get mode 0600 and folders 0700.
 *
 * <p>The file {@code tidemark-store.json} in the folder holds the store's id, a UUID made at first
 * use. Whoever remembers it notices when another folder, or the empty mount point of a volume that
 * is not there, lies under the same path.
 */
public final class FilesystemStore implements BackupStore {

  private final Path root;
  private final Path incoming;
  private final String storeId;
  private final FilesystemErrors errors;

  private FilesystemStore(Path root, Path incoming, String storeId) {
    this.root = root;
    this.incoming = incoming;
    this.storeId = storeId;
    this.errors = new FilesystemErrors(root);
  }

  /**
   * Opens the store in a folder. With no id expected, a missing folder is created and an empty one
   * becomes a store; with one, nothing is created or changed before the id was found to be right.
   *
   * @param expectedId the {@link #storeId()} seen earlier, possibly by another worker; null when
   *     any will do
   * @throws StoreException INVALID when the folder is not the expected store
   */
  public static FilesystemStore open(Path folder, @Nullable String expectedId)
      throws StoreException {
    requireNonNull(folder, "folder is null");
    Path root = folder.toAbsolutePath().normalize();
    FilesystemErrors errors = new FilesystemErrors(root);
    try {
      Optional<String> found = StoreIdFile.read(root);
      if (expectedId != null && !found.equals(Optional.of(expectedId))) {
        throw anotherStore(root, expectedId, found);
      }
      Path incoming = root.resolve("~incoming");
      PrivateFiles.createFolders(incoming);
      String storeId = found.isPresent() ? found.get() : StoreIdFile.create(root, incoming);
      return new FilesystemStore(root, incoming, storeId);
    } catch (IOException e) {
      throw errors.classify(e, null, "cannot open the store");
    }
  }

  /** The id in {@code tidemark-store.json}: a UUID, the same for everybody who sees this folder. */
  public String storeId() {
    return storeId;
  }

  /** Reads the file anew: a volume may have been unmounted since the store was opened. */
  @Override
  public Optional<String> id() throws StoreException {
    try {
      Optional<String> found = StoreIdFile.read(root);
      if (!found.equals(Optional.of(storeId))) {
        throw anotherStore(root, storeId, found);
      }
      return found;
    } catch (IOException e) {
      throw errors.classify(e, null, "cannot read the store's id");
    }
  }

  @Override
  public StoreWriter newWriter(ObjectKey key) throws StoreException {
    Path target = pathOf(key);
    try {
      if (Files.exists(target)) {
        throw FilesystemErrors.alreadyExists(key);
      }
      Path temporary = incoming.resolve(UUID.randomUUID().toString());
      PrivateFiles.createFolders(incoming);
      return new FilesystemWriter(
          key, PrivateFiles.createFile(temporary), temporary, target, errors);
    } catch (IOException e) {
      throw errors.classifyWrite(e, key, "cannot start to write");
    }
  }

  @Override
  public InputStream read(ObjectKey key, long offset) throws StoreException {
    try {
      FileChannel file = FileChannel.open(pathOf(key), StandardOpenOption.READ);
      try {
        if (offset < 0 || offset > file.size()) {
          throw new StoreException(
              Kind.INVALID,
              key,
              "offset " + offset + " is outside the object of " + file.size() + " bytes");
        }
        file.position(offset);
        return new FilesystemInput(file, key, errors);
      } catch (IOException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw errors.classify(e, key, "cannot read");
    }
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) throws StoreException {
    try {
      BasicFileAttributes file = Files.readAttributes(pathOf(key), BasicFileAttributes.class);
      return file.isRegularFile()
          ? Optional.of(new ObjectInfo(key, file.size(), file.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (IOException e) {
      if (errors.isMissing(e)) {
        return Optional.empty();
      }
      throw errors.classify(e, key, "cannot look up");
    }
  }

  @Override
  public void list(String prefix, ObjectVisitor visitor) throws StoreException {
    new FolderListing(root, prefix, visitor, errors).run();
  }

  @Override
  public void delete(ObjectKey key) throws StoreException {
    Path target = pathOf(key);
    try {
      if (Files.deleteIfExists(target)) {
        PrivateFiles.forceFolder(requireNonNull(target.getParent()));
      }
    } catch (IOException e) {
      if (errors.isMissing(e)) {
        return;
      }
      throw errors.classify(e, key, "cannot delete");
    }
    PrivateFiles.removeEmptyFolders(target.getParent(), root);
  }

  @Override
  public int discardUnfinished(Instant startedBefore) throws StoreException {
    int discarded = 0;
    try {
      for (Path file : PrivateFiles.in(incoming)) {
        // The time of the last write, which is kinder to a writer that is slow but alive.
        if (lastModified(file).isBefore(startedBefore) && Files.deleteIfExists(file)) {
          discarded++;
        }
      }
    } catch (IOException e) {
      throw errors.classify(e, null, "cannot discard unfinished writes");
    }
    return discarded;
  }

  @Override
  public int countUnfinished(Instant startedBefore) throws StoreException {
    int unfinished = 0;
    try {
      for (Path file : PrivateFiles.in(incoming)) {
        unfinished += lastModified(file).isBefore(startedBefore) ? 1 : 0;
      }
    } catch (IOException e) {
      throw errors.classify(e, null, "cannot list unfinished writes");
    }
    return unfinished;
  }

  @Override
  public StoreCapabilities capabilities() {
    return new StoreCapabilities(true, Long.MAX_VALUE);
  }

  @Override
  public String describe() {
    return "file:" + root;
  }

  @Override
  public void close() {}

  private Path pathOf(ObjectKey key) throws StoreException {
    if (key.value().equals(StoreIdFile.NAME)) {
      throw new StoreException(Kind.INVALID, key, "this name is the store's own");
    }
    return root.resolve(key.value());
  }

  private static Instant lastModified(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (NoSuchFileException e) {
      return Instant.MAX;
    }
  }

  private static StoreException anotherStore(Path root, String expected, Optional<String> found) {
    return new StoreException(
        Kind.INVALID,
        null,
        "file:"
            + root
            + " is not the expected store: its id should be "
            + expected
            + " and is "
            + found.orElse("missing")
            + ". Is the volume mounted here, and the same on every host with a worker?");
  }
}
