package io.tidemark.load;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgExit;
import io.tidemark.postgres.PgProcess;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.PgToolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs pg_restore with an archive from a pipe: no archive ever lies in a file. */
final class PgRestore {
  private static final int TRANSACTION_TIMEOUT = 17;

  private final PgProgram program;
  private final String applicationName;

  PgRestore(PgProgram program, String applicationName) {
    this.program = requireNonNull(program, "program is null");
    this.applicationName = requireNonNull(applicationName, "applicationName is null");
  }

  /** What a run wrote. */
  static final class Output {
    private final byte[] stdout;
    private final List<String> stderr;

    private Output(byte[] stdout, List<String> stderr) {
      this.stdout = stdout;
      this.stderr = stderr;
    }

    byte[] stdout() {
      return stdout;
    }

    List<String> stderr() {
      return stderr;
    }
  }

  /**
   * Whether its first statements are errors to a server of this major version: since 17 it sets
   * {@code transaction_timeout}, which older servers do not know, so it cannot be told to stop at
   * the first error.
   */
  boolean isTooNewFor(int serverMajor) {
    return program.version().major() >= TRANSACTION_TIMEOUT && serverMajor < TRANSACTION_TIMEOUT;
  }

  /** Runs it without a server. */
  Output offline(List<String> arguments, ArchiveSource archive, LoadProgress progress)
      throws LoadException, IOException, InterruptedException {
    return run(PgCommand.offline(program, arguments), archive, progress);
  }

  /** Runs it against a database. */
  Output connected(
      List<String> arguments, ConnectionTarget target, ArchiveSource archive, LoadProgress progress)
      throws LoadException, IOException, InterruptedException {
    return run(PgCommand.connected(program, arguments, target, applicationName), archive, progress);
  }

  private static Output run(PgCommand command, ArchiveSource archive, LoadProgress progress)
      throws LoadException, IOException, InterruptedException {
    try (PgProcess process = PgProcess.start(command);
        ArchiveFeed feed = ArchiveFeed.start(archive, process, progress)) {
      // Unlike a read, waiting can be interrupted; closing the process then ends the reader.
      CompletableFuture<byte[]> stdout =
          CompletableFuture.supplyAsync(() -> readAll(process), PgRestore::startThread);
      PgExit exit = process.waitFor();
      // A damaged archive also makes pg_restore fail: the damage is what people must hear of.
      feed.finish();
      if (exit.status() != 0 && !StderrLines.onlyUnknownTimeout(exit)) {
        throw new PgToolException(
            PgToolException.Kind.FAILED,
            "pg_restore ended with status " + exit.status() + ": " + StderrLines.errors(exit));
      }
      return new Output(stdout.join(), exit.stderr());
    }
  }

  private static byte[] readAll(PgProcess process) {
    try {
      return process.stdout().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void startThread(Runnable work) {
    Thread thread = new Thread(work, "tidemark-pg-restore-output");
    thread.setDaemon(true);
    thread.start();
  }
}
