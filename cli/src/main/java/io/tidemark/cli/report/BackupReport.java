package io.tidemark.cli.report;

import io.tidemark.api.StepTotals;
import io.tidemark.api.backup.BackupCopy;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.cli.terminal.Words;
import java.io.PrintStream;

/** A sealed backup in a few lines, with what each step cost. */
final class BackupReport implements ResultReport<BackupResult> {
  @Override
  public void print(BackupResult result, Terminal terminal) {
    PrintStream out = terminal.out();
    Style style = terminal.outStyle();
    out.printf(
        "%s %s of %s: %s rows of %s in %s%n",
        style.good("sealed"),
        style.bold(result.backupId()),
        result.database(),
        Words.count(result.rows()),
        Words.count(result.tables(), "table"),
        Words.seconds(result.seconds()));
    out.printf(
        "  %s, %s dumped, %s stored in %s%n",
        Words.count(result.parts(), "part"),
        Words.bytes(result.rawBytes()),
        Words.bytes(result.storedBytes()),
        result.store());
    out.printf("  shows the database at %s%n", result.snapshotAt());
    for (StepTotals step : result.steps()) {
      out.printf(
          "  %-9s %8s  %10s  %12s%s%n",
          step.step(),
          Words.seconds(step.seconds()),
          Words.bytes(step.bytes()),
          Words.rate(step.bytes(), step.seconds()),
          step.retries() == 0 ? "" : "  " + step.retries() + " sent again");
    }
    for (BackupCopy copy : result.copies()) {
      if (copy.ok()) {
        out.printf("  copy in %s, %s%n", copy.store(), Words.bytes(copy.bytes()));
      } else {
        out.println(style.bad("  no copy in " + copy.store()) + ": " + copy.reason());
      }
    }
    for (String deleted : result.deleted()) {
      out.println("  deleted as expired: " + deleted);
    }
    for (String notice : result.notices()) {
      out.println(style.warn("  note: ") + notice);
    }
  }

  /** The backup is good; that a copy of it is missing is for people to see. */
  @Override
  public ExitCode exitCode(BackupResult result) {
    return result.copies().stream().allMatch(BackupCopy::ok) ? ExitCode.OK : ExitCode.FINDINGS;
  }
}
