package io.tidemark.provision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a short program to its end. */
final class Subprocess {
  private Subprocess() {}

  /**
   * Runs a program and returns what it printed, on either stream.
   *
   * @throws ProvisionException when it cannot be started, fails, or takes longer than allowed
   */
  static String run(List<String> command, Path workingFolder, Duration patience)
      throws ProvisionException {
    // Into a file, not a pipe: a server started by the program would keep a pipe open for ever.
    Path output = null;
    try {
      output = Files.createTempFile("tidemark-run", ".log");
      Process process =
          new ProcessBuilder(command)
              .directory(workingFolder.toFile())
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile())
              .start();
      boolean ended;
      try {
        ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException interrupted) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new ProvisionException("interrupted while running " + command.get(0), interrupted);
      }
      String printed = Files.readString(output, StandardCharsets.ISO_8859_1);
      if (!ended) {
        process.destroyForcibly();
        throw new ProvisionException(
            command.get(0) + " did not end within " + patience.toSeconds() + " s: " + printed);
      }
      if (process.exitValue() != 0) {
        throw new ProvisionException(
            command.get(0) + " failed with status " + process.exitValue() + ": " + printed);
      }
      return printed;
    } catch (ProvisionException told) {
      throw told;
    } catch (IOException failure) {
      throw new ProvisionException("cannot run " + command.get(0), failure);
    } finally {
      deleteQuietly(output);
    }
  }

  private static void deleteQuietly(@org.jspecify.annotations.Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException leftover) {
      // A log in the temporary folder; nothing depends on it.
    }
  }
}
