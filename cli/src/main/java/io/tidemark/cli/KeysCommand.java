package io.tidemark.cli;

import picocli.CommandLine.Command;

@Command(
    name = "keys",
    description = "Look at keys, make them, try them, and change them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      KeysListCommand.class,
      KeysGenerateCommand.class,
      KeysCheckCommand.class,
      KeysRotateCommand.class,
      KeysKitCommand.class
    })
final class KeysCommand {
  private KeysCommand() {}
}
