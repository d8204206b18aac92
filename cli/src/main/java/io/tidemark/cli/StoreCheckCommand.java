package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.activity.UnknownNameException;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.cli.terminal.Style;
import io.tidemark.store.BackupStore;
import io.tidemark.store.StoreTrial;
import io.tidemark.store.StoreTrial.Outcome;
import io.tidemark.worker.Wiring;
import io.tidemark.worker.config.ConfigLoader;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = {
      "Try on a store everything that backups need of it: write, read, list, delete and more.",
      "Works under a name of its own and leaves nothing behind."
    })
final class StoreCheckCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "NAME", description = "The store, as store list names it.")
  private @Nullable String name;

  @Mixin private JsonOption output = new JsonOption();

  StoreCheckCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (Wiring wiring = new Wiring(ConfigLoader.load(context.environment()))) {
      BackupStore store = open(wiring);
      List<Outcome> outcomes =
          new StoreTrial(store, "store-check-" + UUID.randomUUID())
              .run(output.json() ? unused -> {} : this::print);
      boolean good = outcomes.stream().allMatch(outcome -> outcome.problem().isEmpty());
      if (output.json()) {
        ObjectNode object =
            Json.object().put("store", name).put("place", store.describe()).put("good", good);
        object.set("cases", Json.node(outcomes));
        context.terminal().out().println(Json.line(object));
      } else {
        context
            .terminal()
            .out()
            .println(store.describe() + (good ? " can hold backups" : " is not fit for backups"));
      }
      return (good ? ExitCode.OK : ExitCode.FAILED).code();
    }
  }

  private BackupStore open(Wiring wiring) throws Exception {
    try {
      return wiring.store(String.valueOf(name));
    } catch (UnknownNameException e) {
      throw new CommandException(
          ExitCode.NOT_FOUND, "StoreUnknown", String.valueOf(e.getMessage()));
    }
  }

  private void print(Outcome outcome) {
    Style style = context.terminal().outStyle();
    context
        .terminal()
        .out()
        .println(
            outcome
                .problem()
                .map(problem -> style.bad("FAIL") + "  " + outcome.name() + ": " + problem)
                .orElse(style.good("OK  ") + "  " + outcome.name()));
  }
}
