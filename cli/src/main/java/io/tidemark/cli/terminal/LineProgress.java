package io.tidemark.cli.terminal;

import java.io.PrintStream;

/** A line for each phase: for logs, where nothing can be drawn twice. */
final class LineProgress implements ProgressView {
  private final PrintStream err;
  private final String what;
  private String phase = "";

  LineProgress(PrintStream err, String what) {
    this.err = err;
    this.what = what;
  }

  @Override
  public void show(Progress progress) {
    if (progress.phase().equals(phase) || progress.phase().isEmpty()) {
      return;
    }
    phase = progress.phase();
    String parts =
        progress.partsTotal() == 0 ? "" : ", " + Words.count(progress.partsTotal(), "part");
    String bytes = progress.bytesTotal() == 0 ? "" : ", " + Words.bytes(progress.bytesTotal());
    err.println(what + ": " + phase + parts + bytes);
  }

  @Override
  public void say(String line) {
    err.println(line);
  }

  @Override
  public void close() {}
}
