package io.tidemark.cli.report;

import io.tidemark.api.verify.VerifyResult;
import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.cli.terminal.Words;

/** A backup that proved whole, in a line. */
final class VerifyReport implements ResultReport<VerifyResult> {
  @Override
  public void print(VerifyResult result, Terminal terminal) {
    Style style = terminal.outStyle();
    terminal
        .out()
        .printf(
            "%s %s of %s: %s, %s, read and compared in %s%n",
            style.good("whole"),
            style.bold(result.backupId()),
            result.database(),
            Words.count(result.objects(), "object"),
            Words.bytes(result.bytes()),
            Words.seconds(result.seconds()));
  }
}
