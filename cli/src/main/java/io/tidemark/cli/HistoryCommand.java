package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.api.restore.RestoreEvent;
import io.tidemark.archive.HistoryEntry;
import io.tidemark.archive.RestoreHistory;
import io.tidemark.cli.Catalog.Entry;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.cli.terminal.Words;
import io.tidemark.worker.Wiring;
import io.tidemark.worker.config.ConfigLoader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    description = {
      "Show a database's backups and restores, oldest first: who asked, who decided, how it ended.",
      "Needs the key that the record is sealed with."
    })
final class HistoryCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "DB", description = "The database's name in the worker's configuration.")
  private String database = "";

  @Mixin private JsonOption output = new JsonOption();

  HistoryCommand(CliContext context) {
    this.context = context;
  }

  /**
   * One thing that happened.
   *
   * @param at when
   * @param line for people
   */
  private record Line(Instant at, String line) {}

  @Override
  public Integer call() throws Exception {
    try (Wiring wiring = new Wiring(ConfigLoader.load(context.environment()))) {
      List<Entry> backups = new Catalog(wiring).find(Optional.of(database)).entries();
      List<HistoryEntry> restores = new ArrayList<>();
      for (String store : wiring.config().stores().keySet()) {
        restores.addAll(new RestoreHistory(wiring.store(store)).list(database, wiring.keys()));
      }
      if (output.json()) {
        context.terminal().out().println(Json.line(json(backups, restores)));
      } else {
        print(backups, restores);
      }
      return ExitCode.OK.code();
    }
  }

  private static ObjectNode json(List<Entry> backups, List<HistoryEntry> restores) {
    ObjectNode object = Json.object();
    ArrayNode sealed = object.putArray("backups");
    backups.forEach(backup -> sealed.add(ListCommand.header(backup)));
    ArrayNode events = object.putArray("restores");
    restores.forEach(
        entry ->
            events.add(
                Json.object(entry.event())
                    .put("workflowId", entry.workflowId())
                    .put("runId", entry.runId())));
    return object;
  }

  private void print(List<Entry> backups, List<HistoryEntry> restores) {
    List<Line> lines = new ArrayList<>();
    for (Entry backup : backups) {
      lines.add(
          new Line(
              backup.manifest().header().createdAt(),
              (backup.manifest().header().safety() ? "safety backup " : "backup ")
                  + backup.manifest().header().backupId()
                  + " in "
                  + backup.store()
                  + ", "
                  + Words.bytes(backup.manifest().header().storedBytes())));
    }
    for (HistoryEntry restore : restores) {
      lines.add(new Line(Instant.parse(restore.event().at()), describe(restore)));
    }
    lines.sort(Comparator.comparing(Line::at));
    for (Line line : lines) {
      context
          .terminal()
          .out()
          .println(line.at().truncatedTo(ChronoUnit.SECONDS) + "  " + line.line());
    }
  }

  private static String describe(HistoryEntry entry) {
    RestoreEvent event = entry.event();
    return "restore "
        + event.restoreId()
        + " "
        + event.event()
        + (event.by().isEmpty() ? "" : " by " + event.by())
        + (event.event().equals("requested")
            ? ": backup " + event.backupId() + " as " + event.target()
            : event.message().isEmpty() ? "" : ": " + event.message());
  }
}
