package io.tidemark.cli.terminal;

/** Shows {@link Progress} to somebody, or to nobody. */
public interface ProgressView extends AutoCloseable {
  /** Shows where the work stands now. */
  void show(Progress progress);

  /** Says something beside the progress. */
  void say(String line);

  @Override
  void close();

  /** The view that suits a terminal: a bar, a line a phase, or nothing. */
  static ProgressView on(Terminal terminal, String what, boolean json) {
    if (json) {
      return new SilentProgress(terminal.err());
    }
    return terminal.canRedraw()
        ? new BarProgress(terminal.err(), what)
        : new LineProgress(terminal.err(), what);
  }
}
