package io.tidemark.cli;

import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The command as people run it: a process of its own, whose output is kept as it comes. */
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final StringWriter output = new StringWriter();
  private final Thread reader;

  private Program(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "program-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts it with exactly this environment besides the usual; both streams go into one. */
  static Program start(Map<String, String> environment, String... arguments) throws IOException {
    return start(environment, command(arguments));
  }

  /** The same on a pseudo-terminal, which util-linux' script makes. */
  static Program onTerminal(Map<String, String> environment, String... arguments)
      throws IOException {
    StringBuilder line = new StringBuilder("exec");
    List<String> command = new ArrayList<>(command(arguments));
    command.add(1, "-Dtidemark.terminals=012"); // as the launcher finds out
    command.forEach(word -> line.append(" '").append(word).append('\''));
    return start(environment, List.of("script", "-qec", line.toString(), "/dev/null"));
  }

  private static Program start(Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new Program(builder.start());
  }

  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-XX:TieredStopAtLevel=1");
    // As shipped, whatever logging other modules' tests configure.
    command.add("-Dlogback.configurationFile=logback.xml");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      char[] some = new char[1024];
      for (int read = lines.read(some); read >= 0; read = lines.read(some)) {
        output.write(some, 0, read);
      }
    } catch (IOException e) {
      output.append(e.toString());
    }
  }

  /** What it has printed so far. */
  String output() {
    return output.toString();
  }

  /** Waits until it has printed this. */
  void await(String text) {
    until("it prints \"" + text + "\"", () -> output().contains(text));
  }

  /** Types a line. */
  void type(String line) throws IOException {
    OutputStream keyboard = process.getOutputStream();
    keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  /** Asks it to end, as a service manager does. */
  void terminate() {
    process.destroy();
  }

  /** Its exit status. */
  int end() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      fail("does not end; it has printed: " + output());
    }
    reader.join(PATIENCE.toMillis());
    return process.exitValue();
  }

  /** Itself and everything that it has started and that lives now. */
  List<ProcessHandle> family() {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.add(process.toHandle());
    return family;
  }

  void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("in vain until " + what + "; it has printed: " + output());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail("interrupted", e);
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
