package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.Catalog.Entry;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.cli.terminal.Words;
import io.tidemark.marks.Hold;
import io.tidemark.marks.Holds;
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
    name = "release",
    description = "Take every hold off a backup; the retention policy decides again.")
final class ReleaseCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "BACKUP", description = "The backup's id.")
  private String backup = "";

  @Option(
      names = "--store",
      paramLabel = "NAME",
      description = "Only in this store; in every one that has the backup when not given.")
  private @Nullable String store;

  @Mixin private JsonOption output = new JsonOption();

  ReleaseCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (Wiring wiring = new Wiring(ConfigLoader.load(context.environment()))) {
      ObjectNode object = Json.object();
      ArrayNode released = object.putArray("released");
      for (Entry entry : new Catalog(wiring).named(backup, Optional.ofNullable(store))) {
        List<Hold> holds =
            new Holds(entry.repository().store()).release(entry.manifest().location());
        released
            .addObject()
            .put("backupId", backup)
            .put("store", entry.store())
            .put("holds", holds.size());
        if (!output.json()) {
          context
              .terminal()
              .out()
              .println(
                  "released "
                      + backup
                      + " in "
                      + entry.store()
                      + ", "
                      + Words.count(holds.size(), "hold"));
        }
      }
      if (output.json()) {
        context.terminal().out().println(Json.line(object));
      }
      return ExitCode.OK.code();
    }
  }
}
