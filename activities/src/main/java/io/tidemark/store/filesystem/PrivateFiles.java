package io.tidemark.store.filesystem;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files and folders that only their owner can read and that survive the loss of power. */
final class PrivateFiles {

  private PrivateFiles() {}

  static FileChannel createFile(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
        mode(file, "rw-------"));
  }

  /** Creates a folder and those above it, and makes each new name durable. */
  static void createFolders(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path each = folder; each != null && !Files.isDirectory(each); each = each.getParent()) {
      missing.push(each);
    }
    for (Path each : missing) {
      try {
        Files.createDirectory(each, mode(each, "rwx------"));
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(each)) {
          throw new FileSystemException(each.toString(), null, "Not a directory");
        }
      }
      Path parent = each.getParent();
      if (parent != null) {
        forceFolder(parent);
      }
    }
  }

  /** The files and folders in a folder, in no order. */
  static List<Path> in(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      paths.forEach(found::add);
    } catch (DirectoryIteratorException e) {
      throw requireNonNull(e.getCause());
    }
    return found;
  }

  /**
   * Renames a file, atomically, unless the new name is taken.
   *
   * @throws FileAlreadyExistsException when it is; both files stay as they were
   */
  static void renameWithoutReplacing(Path from, Path to) throws IOException {
    // A rename replaces. A second link does not, and it is atomic on network file systems too.
    try {
      Files.createLink(to, from);
    } catch (UnsupportedOperationException e) {
      renameUnderClaim(from, to);
      return;
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!Files.exists(from) || !Files.isDirectory(requireNonNull(to.getParent()))) {
        throw e;
      }
      renameUnderClaim(from, to);
      return;
    }
    Files.delete(from);
  }

  /**
   * For file systems without hard links: whoever creates the claim, a file whose name no key can
   * have, is the only one who may use the name.
   */
  static void renameUnderClaim(Path from, Path to) throws IOException {
    Path claim = to.resolveSibling(to.getFileName() + "~claim");
    createFile(claim).close();
    try {
      if (Files.exists(to)) {
        throw new FileAlreadyExistsException(to.toString());
      }
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(claim);
    }
  }

  /** Makes names made, changed or removed in a folder durable. */
  static void forceFolder(Path folder) throws IOException {
    if (!isPosix(folder)) {
      return; // Windows can neither open a folder nor needs to
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes a folder and those above it, up to and without the root, as long as they are empty. */
  static void removeEmptyFolders(@Nullable Path folder, Path root) {
    Path each = folder;
    while (each != null && !each.equals(root) && each.startsWith(root)) {
      try {
        Files.delete(each);
      } catch (IOException e) {
        return; // somebody needs it, or removed it before us; an empty folder does no harm either
      }
      each = each.getParent();
    }
  }

  private static FileAttribute<?>[] mode(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
