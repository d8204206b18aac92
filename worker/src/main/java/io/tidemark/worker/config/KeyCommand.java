package io.tidemark.worker.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Asks a program for the secret, as a key server's client is. It runs in the system's shell, with
 * the worker's environment; what it prints is kept out of every message.
 */
final class KeyCommand {
  private static final long LONGEST_SECONDS = 60;
  private static final int MAX_BYTES = 64 * 1024;

  private final String command;

  KeyCommand(String command) {
    this.command = command;
  }

  /**
   * Runs it.
   *
   * @return what it printed, without white space at the end
   * @throws IOException when it fails, prints nothing, or takes longer than a minute
   */
  String run() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the command did not end within " + LONGEST_SECONDS + " seconds");
      }
      String text =
          new String(process.getInputStream().readNBytes(MAX_BYTES), StandardCharsets.UTF_8)
              .stripTrailing();
      if (process.exitValue() != 0) {
        throw new IOException(
            "the command ended with status "
                + process.exitValue()
                + "; run it by hand to see what it says");
      }
      if (text.isBlank()) {
        throw new IOException("the command printed nothing");
      }
      return text;
    } finally {
      process.destroyForcibly();
    }
  }
}
