package io.tidemark.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three standard streams, and which of them lead to a terminal. Results go to {@link #out}; all
 * that is about the work, progress and failures, to {@link #err}.
 */
public final class Terminal {
  /** Set by the launcher: the digits of the standard streams that are a terminal. */
  public static final String TERMINALS = "tidemark.terminals";

  private final PrintStream out;
  private final PrintStream err;
  private final BufferedReader in;
  private final String terminals;
  private final boolean colours;

  public Terminal(
      PrintStream out,
      PrintStream err,
      BufferedReader in,
      String terminals,
      Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.in = in;
    this.terminals = terminals;
    this.colours =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  /** This process's own streams, in UTF-8. */
  public static Terminal ofProcess(Map<String, String> environment) {
    return new Terminal(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
        System.getProperty(TERMINALS, ""),
        environment);
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  /** Whether somebody can be asked: questions go to standard error. */
  public boolean canAsk() {
    return terminals.contains("0") && terminals.contains("2");
  }

  /** Whether a line on standard error can be drawn again and again. */
  public boolean canRedraw() {
    return terminals.contains("2") && colours;
  }

  /** Styles for what goes to standard output. */
  public Style outStyle() {
    return new Style(colours && terminals.contains("1"));
  }

  /** Styles for what goes to standard error. */
  public Style errStyle() {
    return new Style(colours && terminals.contains("2"));
  }

  /**
   * Asks and waits for a line.
   *
   * @return what was typed, without blanks around it; null at the end of input
   */
  public @Nullable String ask(String question) throws IOException {
    err.print(question);
    err.flush();
    String line = in.readLine();
    return line == null ? null : line.strip();
  }
}
