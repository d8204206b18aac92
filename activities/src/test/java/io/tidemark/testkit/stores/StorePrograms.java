package io.tidemark.testkit.stores;

import io.tidemark.provision.ProgramCache;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Installs the store servers at pinned versions, once a machine, through the package managers of
 * their languages. Needs Go 1.24 or newer and npm; a missing one fails the tests that need it.
 */
final class StorePrograms {

  private static final String MINIO = "v0.0.0-20260212201848-7aac2a2c5b7c";
  private static final String FAKE_GCS = "v1.56.1";
  private static final String AZURITE = "3.37.0";

  private StorePrograms() {}

  static Path minio() {
    return go("minio", "github.com/minio/minio", MINIO);
  }

  static Path fakeGcsServer() {
    return go("fake-gcs-server", "github.com/fsouza/fake-gcs-server", FAKE_GCS);
  }

  static Path azurite() {
    Path folder = ProgramCache.folder().resolve("azurite-" + AZURITE);
    return installed(
        folder.resolve("node_modules/.bin/azurite-blob"),
        List.of(
            "npm",
            "install",
            "--no-audit",
            "--no-fund",
            "--prefix",
            folder.toString(),
            "azurite@" + AZURITE),
        Map.of());
  }

  private static Path go(String name, String module, String version) {
    Path folder = ProgramCache.folder().resolve(name + "-" + version.substring(1));
    return installed(
        folder.resolve(name),
        List.of("go", "install", "-trimpath", module + "@" + version),
        Map.of("GOBIN", folder.toString()));
  }

  private static Path installed(Path program, List<String> command, Map<String, String> extra) {
    if (Files.isExecutable(program)) {
      return program;
    }
    try {
      Files.createDirectories(program.getParent());
      Path lockFile = ProgramCache.folder().resolve(program.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.isExecutable(program)) {
          run(command, extra);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(
          "cannot install " + program + ": is " + command.get(0) + " there?", e);
    }
    return program;
  }

  private static void run(List<String> command, Map<String, String> extra) throws IOException {
    File output = File.createTempFile("tidemark-install", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(extra);
    Process process = builder.redirectOutput(output).start();
    try {
      if (!process.waitFor(30, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(
            String.join(" ", command) + " failed: " + Files.readString(output.toPath()));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    Files.delete(output.toPath());
  }
}
