package io.tidemark.cli.report;

import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Terminal;

/** Puts a workflow's result into words. */
public interface ResultReport<R> {
  /** A few lines on standard output. */
  void print(R result, Terminal terminal);

  /** How the command ends that waited for it. */
  default ExitCode exitCode(R result) {
    return ExitCode.OK;
  }
}
