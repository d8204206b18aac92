package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.Catalog.Entry;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.marks.Hold;
import io.tidemark.marks.Holds;
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
    name = "hold",
    description = "Keep a backup, whatever the retention policy says, until it is released.")
final class HoldCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "BACKUP", description = "The backup's id.")
  private String backup = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; shown wherever the hold is.")
  private String reason = "";

  @Option(
      names = "--store",
      paramLabel = "NAME",
      description = "Only in this store; in every one that has the backup when not given.")
  private @Nullable String store;

  @Mixin private JsonOption output = new JsonOption();

  HoldCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (Wiring wiring = new Wiring(ConfigLoader.load(context.environment()))) {
      String heldBy = Optional.ofNullable(context.environment().get("USER")).orElse("");
      ObjectNode object = Json.object();
      ArrayNode holds = object.putArray("holds");
      for (Entry entry : new Catalog(wiring).named(backup, Optional.ofNullable(store))) {
        Hold hold =
            new Holds(entry.repository().store()).hold(entry.manifest().location(), reason, heldBy);
        holds
            .addObject()
            .put("backupId", backup)
            .put("store", entry.store())
            .put("reason", reason)
            .put("heldBy", heldBy)
            .put("heldAt", hold.heldAt().toString());
        if (!output.json()) {
          context.terminal().out().println("held " + backup + " in " + entry.store());
        }
      }
      if (output.json()) {
        context.terminal().out().println(Json.line(object));
      }
      return ExitCode.OK.code();
    }
  }
}
