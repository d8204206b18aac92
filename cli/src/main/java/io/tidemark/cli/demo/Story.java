package io.tidemark.cli.demo;

import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.cli.terminal.Words;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Tells what happens, step by step, with the time that each step took. */
final class Story {
  private final PrintStream out;
  private final Style style;
  private final boolean silent;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  Story(Terminal terminal, boolean silent) {
    this.out = terminal.out();
    this.style = terminal.outStyle();
    this.silent = silent;
  }

  /**
   * Does a step.
   *
   * @param name one word, for programs
   * @param title for people
   * @param outcome what to say of its result
   */
  <T> T step(String name, String title, Callable<T> step, Function<T, String> outcome)
      throws Exception {
    long start = System.nanoTime();
    T result = step.call();
    double took = (System.nanoTime() - start) / 1e9;
    seconds.put(name, took);
    say(
        String.format(
            "%s %-22s %7s  %s",
            style.good("✓"), style.bold(title), Words.seconds(took), outcome.apply(result)));
    return result;
  }

  /** A line by itself. */
  void say(String line) {
    if (!silent) {
      out.println(line);
      out.flush();
    }
  }

  /** Seconds that each step took, in order. */
  Map<String, Double> seconds() {
    return seconds;
  }
}
