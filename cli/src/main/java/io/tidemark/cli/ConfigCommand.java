package io.tidemark.cli;

import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.worker.config.ConfigException;
import io.tidemark.worker.config.ConfigLoader;
import io.tidemark.worker.config.ConfigSchema;
import io.tidemark.worker.config.EffectiveConfig;
import io.tidemark.worker.config.EffectiveConfig.Value;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "config",
    description = "Look at the configuration: is it right, and where does each value come from?",
    synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand {
  private final CliContext context;

  ConfigCommand(CliContext context) {
    this.context = context;
  }

  @Command(
      name = "check",
      description = "Say everything that is wrong with it, with variables and lines.")
  int check(
      @Parameters(
              paramLabel = "FILE",
              arity = "0..1",
              description = "Instead of TIDEMARK_CONFIG or ./tidemark.yaml.")
          @Nullable Path file,
      @Mixin JsonOption output)
      throws ConfigException {
    EffectiveConfig effective = ConfigLoader.effective(environment(file));
    if (output.json()) {
      context
          .terminal()
          .out()
          .println(
              Json.line(
                  Json.object()
                      .put("good", true)
                      .set("warnings", Json.node(effective.config().warnings()))));
    } else {
      effective
          .config()
          .warnings()
          .forEach(text -> context.terminal().out().println("note: " + text));
      context
          .terminal()
          .out()
          .println(
              "can be used: databases "
                  + String.join(", ", effective.config().databases().keySet())
                  + "; stores "
                  + String.join(", ", effective.config().stores().keySet()));
    }
    return ExitCode.OK.code();
  }

  @Command(
      name = "show",
      description = "Print every value, without secrets, and where it comes from.")
  int show(@Mixin JsonOption output) throws ConfigException {
    EffectiveConfig effective = ConfigLoader.effective(context.environment());
    if (output.json()) {
      context
          .terminal()
          .out()
          .println(Json.line(Json.object().set("values", Json.node(effective.values()))));
    } else {
      for (Value value : effective.values()) {
        context
            .terminal()
            .out()
            .printf("%s = %s  (%s)%n", value.key(), value.value(), value.source());
      }
    }
    return ExitCode.OK.code();
  }

  @Command(name = "schema", description = "Print the JSON Schema of tidemark.yaml, for editors.")
  int schema() {
    context.terminal().out().print(ConfigSchema.text());
    return ExitCode.OK.code();
  }

  private Map<String, String> environment(@Nullable Path file) {
    if (file == null) {
      return context.environment();
    }
    Map<String, String> environment = new TreeMap<>(context.environment());
    environment.put(ConfigLoader.FILE_VARIABLE, file.toString());
    return environment;
  }
}
