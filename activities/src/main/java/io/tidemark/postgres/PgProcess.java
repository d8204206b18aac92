package io.tidemark.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A running program of PostgreSQL's: standard input and output are streams, standard error is
 * collected line by line meanwhile. Closing it ends the program and its children.
 *
 * <p>When this JVM is killed so that nothing can be closed, the program meets the end of its
 * streams and stops by itself; one that works from file to server alone goes on to its end.
 */
public final class PgProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Process process;
  private final StderrLines stderr;
  private final Thread stderrReader;

  private PgProcess(Process process) {
    this.process = process;
    this.stderr = new StderrLines(process.getErrorStream());
    this.stderrReader = new Thread(stderr, "stderr of process " + process.pid());
    stderrReader.setDaemon(true);
    stderrReader.start();
  }

  /**
   * Starts a program in a clean environment; a password travels in the child's environment.
   *
   * @throws PgToolException FAILED when it cannot be started
   */
  public static PgProcess start(PgCommand command) throws PgToolException {
    PgProgram program = command.program();
    ProcessBuilder builder = new ProcessBuilder(commandLine(command));
    // Not our own folder, which may go away or be unreadable to the program.
    builder.directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().putAll(LibpqEnvironment.of(command, System.getenv()));
    try {
      return new PgProcess(builder.start());
    } catch (IOException failure) {
      throw new PgToolException(
          PgToolException.Kind.FAILED,
          "cannot start " + program.path() + ": " + failure.getMessage(),
          failure);
    }
  }

  private static List<String> commandLine(PgCommand command) {
    List<String> line = new ArrayList<>();
    line.add(command.program().path().toString());
    if (command.target().isPresent()) {
      ConnectionTarget target = command.target().get();
      line.add("--no-password");
      line.add("--dbname=" + LibpqEnvironment.connectionString(target));
      if (command.program().name().equals("pg_dumpall")) {
        // It passes over the name in the connection string.
        line.add("--database=" + target.database());
      }
    }
    line.addAll(command.arguments());
    return line;
  }

  /** The program's standard input; close it to say that there is no more. */
  public OutputStream stdin() {
    return process.getOutputStream();
  }

  /** The program's standard output; its end says nothing about success, {@link #waitFor} does. */
  public InputStream stdout() {
    return process.getInputStream();
  }

  /** The operating system's id of the process. */
  public long pid() {
    return process.pid();
  }

  /**
   * Waits for the end. Read {@link #stdout} to its end first.
   *
   * @throws InterruptedException the program keeps running; close this
   */
  public PgExit waitFor() throws InterruptedException {
    int status = process.waitFor();
    // A grandchild may hold the pipe open; what it writes later belongs to no verdict.
    stderrReader.join(GRACE.toMillis());
    return stderr.exit(status);
  }

  /** Ends the program when it still runs: politely first, so that it cancels its query. */
  @Override
  public void close() {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    if (process.isAlive()) {
      process.destroy();
      if (!endedWithin(GRACE)) {
        process.destroyForcibly();
      }
    }
    family.forEach(ProcessHandle::destroyForcibly);
    closeQuietly(process.getOutputStream());
    closeQuietly(process.getInputStream());
    closeQuietly(process.getErrorStream());
  }

  private boolean endedWithin(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void closeQuietly(AutoCloseable stream) {
    try {
      stream.close();
    } catch (Exception broken) {
      // Closing a pipe to a program that has ended fails when bytes were left in it.
    }
  }
}
