package io.tidemark.cli;

import picocli.CommandLine.Command;

@Command(
    name = "store",
    description = "Look at the configured stores, and try them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {StoreListCommand.class, StoreCheckCommand.class})
final class StoreCommand {
  private StoreCommand() {}
}
