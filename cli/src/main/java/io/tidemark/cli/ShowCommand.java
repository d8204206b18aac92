package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.api.verify.VerifyRequest;
import io.tidemark.archive.Contents;
import io.tidemark.cli.Catalog.Entry;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.report.ContentsReport;
import io.tidemark.cli.terminal.Json;
import io.tidemark.worker.Wiring;
import io.tidemark.worker.config.ConfigLoader;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Show what a backup holds; needs the key that it was made with.")
final class ShowCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "BACKUP", description = "A backup's id, or latest.")
  private String backup = VerifyRequest.LATEST;

  @Option(names = "--database", paramLabel = "DB", description = "Only this database's backups.")
  private @Nullable String database;

  @Mixin private JsonOption output = new JsonOption();

  ShowCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (Wiring wiring = new Wiring(ConfigLoader.load(context.environment()))) {
      Entry entry = choose(new Catalog(wiring));
      Contents contents = entry.repository().open(entry.manifest(), wiring.keys());
      if (output.json()) {
        ObjectNode object = ListCommand.header(entry);
        object.set("contents", Json.node(contents));
        context.terminal().out().println(Json.line(object));
      } else {
        new ContentsReport(context.terminal()).print(entry.store(), entry.manifest(), contents);
      }
      return ExitCode.OK.code();
    }
  }

  private Entry choose(Catalog catalog) throws Exception {
    return catalog.find(Optional.ofNullable(database)).entries().stream()
        .filter(
            entry ->
                backup.equals(VerifyRequest.LATEST)
                    || backup.equals(entry.manifest().header().backupId()))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.NOT_FOUND,
                    "BackupNotFound",
                    "there is no backup " + backup,
                    "See what there is with: tidemark list",
                    null,
                    null));
  }
}
