package io.tidemark.dump;

import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgExit;
import io.tidemark.postgres.PgProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Runs a program to its end, or to an interrupt, and copies what it writes. */
final class ToolOutput {
  private static final int BUFFER = 1 << 17;

  private ToolOutput() {}

  /**
   * Copies the program's output and judges how it ended.
   *
   * @param stdin what the program reads; short enough to fit a pipe or to be read before output
   * @return notices for people
   * @throws io.tidemark.postgres.PgToolException FAILED when the program failed or said something
   *     unknown
   * @throws InterruptedException when interrupted; the program is ended
   */
  static List<String> copy(PgCommand command, byte[] stdin, OutputStream out) throws Exception {
    try (PgProcess process = PgProcess.start(command)) {
      PgExit exit = Interruptible.call(() -> run(process, stdin, out), process::close);
      return ToolStderr.judge(command.program().name(), exit);
    }
  }

  private static PgExit run(PgProcess process, byte[] stdin, OutputStream out)
      throws IOException, InterruptedException {
    feed(process, stdin);
    copy(process.stdout(), out);
    return process.waitFor();
  }

  /** A program that ended early says why on standard error; the broken pipe says less. */
  private static void feed(PgProcess process, byte[] stdin) {
    try (OutputStream pipe = process.stdin()) {
      pipe.write(stdin);
    } catch (IOException e) {
      // Judged by exit status and standard error.
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
  }
}
