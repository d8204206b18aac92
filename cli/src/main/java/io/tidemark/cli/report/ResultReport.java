package io.tidemark.cli.report;

import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Terminal;
import java.util.List;

/** Puts a workflow's result into words. */
public interface ResultReport<R> {
  /** A few lines on standard output. */
  void print(R result, Terminal terminal);

  /** What can be done about it, as lines for people; usually nothing. */
  default List<String> next(R result, String workflowId) {
    return List.of();
  }

  /** How the command ends that waited for it. */
  default ExitCode exitCode(R result) {
    return ExitCode.OK;
  }
}
