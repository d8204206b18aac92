package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.activity.DatabaseSettings;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.store.BackupStore;
import io.tidemark.worker.Wiring;
import io.tidemark.worker.config.ConfigLoader;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the stores, and which databases are written there.")
final class StoreListCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private JsonOption output = new JsonOption();

  StoreListCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (Wiring wiring = new Wiring(ConfigLoader.load(context.environment()))) {
      ArrayNode stores = Json.object().putArray("stores");
      for (String name : wiring.config().stores().keySet()) {
        BackupStore store = wiring.store(name);
        ObjectNode row = stores.addObject().put("name", name).put("place", store.describe());
        row.set("written", Json.node(names(wiring, name, true)));
        row.set("copied", Json.node(names(wiring, name, false)));
        if (!output.json()) {
          context
              .terminal()
              .out()
              .printf(
                  "%-16s  %s  written: %s  copied: %s%n",
                  name,
                  store.describe(),
                  String.join(", ", names(wiring, name, true)),
                  String.join(", ", names(wiring, name, false)));
        }
      }
      if (output.json()) {
        ObjectNode object = Json.object();
        object.set("stores", stores);
        context.terminal().out().println(Json.line(object));
      }
      return ExitCode.OK.code();
    }
  }

  private static List<String> names(Wiring wiring, String store, boolean written) {
    return wiring.config().databases().values().stream()
        .filter(
            database ->
                written ? database.store().equals(store) : database.copies().contains(store))
        .map(DatabaseSettings::name)
        .toList();
  }
}
