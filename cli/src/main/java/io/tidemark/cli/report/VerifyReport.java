package io.tidemark.cli.report;

import io.tidemark.api.verify.VerifyResult;
import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.cli.terminal.Words;

/** Backups that proved whole, in a line. */
final class VerifyReport implements ResultReport<VerifyResult> {
  @Override
  public void print(VerifyResult result, Terminal terminal) {
    Style style = terminal.outStyle();
    terminal
        .out()
        .printf(
            "%s %s of %s: %s%s, %s, %s in %s%n",
            style.good("whole"),
            style.bold(result.backupId()),
            result.database(),
            result.backups().size() > 1
                ? Words.count(result.backups().size(), "backup") + ", "
                : "",
            Words.count(result.objects(), "object"),
            Words.bytes(result.bytes()),
            result.deep()
                ? "decrypted and parsed, " + Words.count(result.rows(), "row") + " counted,"
                : "read and compared",
            Words.seconds(result.seconds()));
    for (String notice : result.notices()) {
      terminal.out().println(style.warn("  note: ") + notice);
    }
  }
}
