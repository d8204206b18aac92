package io.tidemark.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Collects what a program writes to standard error, so that its pipe never fills up. */
final class StderrLines implements Runnable {
  private static final int MAX_LINES = 2_000;
  private static final int MAX_LINE_CHARS = 2_000;

  private final InputStream stderr;
  private final List<String> lines = new ArrayList<>();
  private long unseen;

  StderrLines(InputStream stderr) {
    this.stderr = stderr;
  }

  @Override
  public void run() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stderr, StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int next = reader.read(); next >= 0; next = reader.read()) {
        if (next == '\n') {
          keep(line);
        } else if (line.length() < MAX_LINE_CHARS) {
          line.append((char) next);
        }
      }
      if (!line.isEmpty()) {
        keep(line);
      }
    } catch (IOException closed) {
      // The program was killed by us; nobody will ask for its last words.
    }
  }

  private synchronized void keep(StringBuilder line) {
    if (lines.size() < MAX_LINES) {
      lines.add(line.toString());
    } else {
      unseen++;
    }
    line.setLength(0);
  }

  /** How the program ended, together with the lines. */
  synchronized PgExit exit(int status) {
    return new PgExit(status, lines, unseen);
  }
}
