package io.tidemark.cli;

import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Terminal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lets a live database be replaced only by somebody who typed its name, or took the blame. */
final class Confirmation {
  private final Terminal terminal;

  Confirmation(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Asks, when it has to.
   *
   * @param unattended whether the command line said that nobody need be asked
   * @return the name as it was typed; null when nobody was asked
   * @throws CommandException when nobody can be asked, or something else was typed
   */
  @Nullable String of(String database, boolean unattended) throws CommandException, IOException {
    if (unattended) {
      return null;
    }
    if (!terminal.canAsk()) {
      throw CommandException.usage(
          "a restore may replace the live database "
              + database
              + ", and there is no terminal to ask at: say --requester NAME to have somebody else"
              + " approve it, --no-confirm, or restore beside it with --into NAME");
    }
    Style style = terminal.errStyle();
    String typed =
        terminal.ask(
            "The restored database takes the name "
                + style.bold(database)
                + "; a live one is kept beside it under another name.\nType "
                + style.bold(database)
                + " to go on: ");
    if (!database.equals(typed)) {
      throw new CommandException(
          ExitCode.DENIED, "ConfirmationRequired", "not confirmed; nothing was started");
    }
    return typed;
  }
}
