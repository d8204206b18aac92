package io.tidemark.cli.terminal;

import java.io.PrintStream;

/** Shows no progress; what must be said is said as JSON. */
final class SilentProgress implements ProgressView {
  private final PrintStream err;

  SilentProgress(PrintStream err) {
    this.err = err;
  }

  @Override
  public void show(Progress progress) {}

  @Override
  public void say(String line) {
    err.println(Json.line(Json.object().put("notice", line)));
  }

  @Override
  public void close() {}
}
