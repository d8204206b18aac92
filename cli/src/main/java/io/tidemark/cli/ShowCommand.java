package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.api.verify.VerifyRequest;
import io.tidemark.archive.Contents;
import io.tidemark.cli.Catalog.Entry;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.report.ContentsReport;
import io.tidemark.cli.terminal.Json;
import io.tidemark.marks.Hold;
import io.tidemark.marks.Holds;
import io.tidemark.store.StoreException;
import io.tidemark.worker.Wiring;
import io.tidemark.worker.config.ConfigLoader;
import java.util.List;
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
        ArrayNode holds = object.putArray("holds");
        for (Hold hold : holds(entry)) {
          holds
              .addObject()
              .put("reason", hold.reason())
              .put("heldBy", hold.heldBy())
              .put("heldAt", hold.heldAt().toString());
        }
        object.set("contents", Json.node(contents));
        context.terminal().out().println(Json.line(object));
      } else {
        new ContentsReport(context.terminal()).print(entry.store(), entry.manifest(), contents);
        for (Hold hold : holds(entry)) {
          context
              .terminal()
              .out()
              .println(
                  "  held since " + hold.heldAt() + " " + hold.heldBy() + ": " + hold.reason());
        }
      }
      return ExitCode.OK.code();
    }
  }

  private static List<Hold> holds(Entry entry) throws StoreException {
    return new Holds(entry.repository().store()).of(entry.manifest().location());
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
