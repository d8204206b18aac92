package io.tidemark.postgres;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A running program of PostgreSQL's: standard input and output are streams, standard error is
 * collected line by line meanwhile. Closing it ends the program and its children.
 */
public final class PgProcess implements AutoCloseable {
  private PgProcess() {}

  /**
   * Starts a program in a clean environment; a password travels in the child's environment.
   *
   * @throws PgToolException FAILED when it cannot be started
   */
  public static PgProcess start(PgCommand command) throws PgToolException {
    return Coming.yet(command);
  }

  /** The program's standard input; close it to say that there is no more. */
  public OutputStream stdin() {
    return Coming.yet();
  }

  /** The program's standard output; its end says nothing about success, {@link #waitFor} does. */
  public InputStream stdout() {
    return Coming.yet();
  }

  /** The operating system's id of the process. */
  public long pid() {
    return Coming.yet();
  }

  /**
   * Waits for the end. Read {@link #stdout} to its end first.
   *
   * @throws InterruptedException the program keeps running; close this
   */
  public PgExit waitFor() throws InterruptedException {
    return Coming.yet();
  }

  /** Ends the program when it still runs: politely first, so that it cancels its query. */
  @Override
  public void close() {}
}
