package io.tidemark.cli.report;

import io.tidemark.api.keys.RotateKeysResult;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.cli.terminal.Words;

/** Who opens the backups now. */
final class RotateKeysReport implements ResultReport<RotateKeysResult> {
  @Override
  public void print(RotateKeysResult result, Terminal terminal) {
    Style style = terminal.outStyle();
    terminal
        .out()
        .printf(
            "%s %s of %s open with %s (%d had these keys before), in %s%n",
            style.good("rotated"),
            Words.count(result.rewrapped() + result.unchanged(), "backup"),
            result.database(),
            String.join(" or ", result.keyIds()),
            result.unchanged(),
            Words.seconds(result.seconds()));
    result
        .unreadable()
        .forEach(line -> terminal.out().println(style.bad("left as it was ") + line));
  }

  @Override
  public ExitCode exitCode(RotateKeysResult result) {
    return result.unreadable().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
  }
}
