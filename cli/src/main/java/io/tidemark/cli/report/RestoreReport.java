package io.tidemark.cli.report;

import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.RestoreResult;
import io.tidemark.api.restore.RestoreStage;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.cli.terminal.Words;
import java.io.PrintStream;
import java.util.List;

/** A restored database in a few lines, with what people should look at. */
final class RestoreReport implements ResultReport<RestoreResult> {
  @Override
  public void print(RestoreResult result, Terminal terminal) {
    PrintStream out = terminal.out();
    Style style = terminal.outStyle();
    out.printf(
        "%s %s from backup %s: %s rows in %s%n",
        style.good("restored"),
        style.bold(result.target()),
        result.backupId(),
        Words.count(result.rows()),
        Words.seconds(result.seconds()));
    if (!result.previous().isEmpty()) {
      out.printf(
          "  the database that was there is kept as %s; the name did not answer for %d ms%n",
          result.previous(), result.refusedMillis());
    }
    if (!result.safetyBackupId().isEmpty()) {
      out.printf("  it was backed up before, as %s%n", result.safetyBackupId());
    }
    for (Finding finding : result.findings()) {
      out.printf("  %s: %s%n", word(finding, style), finding.message());
    }
    for (String notice : result.notices()) {
      out.println("  note: " + notice);
    }
  }

  @Override
  public List<String> next(RestoreResult result, String workflowId) {
    return result.outcome().equals(RestoreStage.IN_ROLLBACK_WINDOW.word())
        ? List.of(
            "take it back with: tidemark rollback " + workflowId,
            "drop the old database with: tidemark finalize " + workflowId)
        : List.of();
  }

  @Override
  public ExitCode exitCode(RestoreResult result) {
    boolean look =
        result.findings().stream().anyMatch(finding -> finding.severity() != Finding.Severity.INFO);
    return look ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private static String word(Finding finding, Style style) {
    return switch (finding.severity()) {
      case ERROR -> style.bad("error");
      case WARNING -> style.warn("warning");
      case INFO -> "info";
    };
  }
}
