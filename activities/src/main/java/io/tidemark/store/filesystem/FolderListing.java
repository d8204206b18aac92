package io.tidemark.store.filesystem;

import io.tidemark.store.ObjectInfo;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.ObjectVisitor;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One walk through the folders of a store, in the order of the keys. */
final class FolderListing {

  private final Path root;
  private final String prefix;
  private final ObjectVisitor visitor;
  private final FilesystemErrors errors;

  FolderListing(Path root, String prefix, ObjectVisitor visitor, FilesystemErrors errors) {
    this.root = root;
    this.prefix = prefix;
    this.visitor = visitor;
    this.errors = errors;
  }

  void run() throws StoreException {
    walk(root, "");
  }

  private void walk(Path folder, String folderKey) throws StoreException {
    for (var entry : entries(folder, folderKey).entrySet()) {
      String key = entry.getKey();
      BasicFileAttributes file = entry.getValue();
      if (file.isDirectory()) {
        walk(root.resolve(key), key);
      } else if (!key.equals(StoreIdFile.NAME)) {
        // Unfinished files, claims and what people put there have names that are no keys.
        Optional<ObjectKey> valid = ObjectKey.parse(key);
        if (valid.isPresent()) {
          visitor.visit(
              new ObjectInfo(valid.get(), file.size(), file.lastModifiedTime().toInstant()));
        }
      }
    }
  }

  /** A folder's name counts with the slash behind it: {@code a-b} comes before {@code a/b}. */
  private SortedMap<String, BasicFileAttributes> entries(Path folder, String folderKey)
      throws StoreException {
    SortedMap<String, BasicFileAttributes> entries = new TreeMap<>();
    try {
      for (Path path : PrivateFiles.in(folder)) {
        BasicFileAttributes file = attributesUnlessDeleted(path);
        if (file != null) {
          String key = folderKey + path.getFileName() + (file.isDirectory() ? "/" : "");
          if (key.startsWith(prefix) || (file.isDirectory() && prefix.startsWith(key))) {
            entries.put(key, file);
          }
        }
      }
    } catch (IOException e) {
      boolean deletedMeanwhile = errors.isMissing(e) && !folder.equals(root);
      if (!deletedMeanwhile) {
        throw errors.classify(e, null, "cannot list");
      }
    }
    return entries;
  }

  private static @Nullable BasicFileAttributes attributesUnlessDeleted(Path path)
      throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
