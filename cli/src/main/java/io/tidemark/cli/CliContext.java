package io.tidemark.cli;

import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.worker.config.ConfigException;
import io.tidemark.worker.config.ConfigLoader;
import io.tidemark.worker.config.TemporalConnection;
import java.nio.file.Path;
import java.util.Map;

/**
 * What commands find around them.
 *
 * @param environment environment variables; the configuration file that was found is among them
 * @param terminal the standard streams
 * @param temporal the way to Temporal
 */
record CliContext(Map<String, String> environment, Terminal terminal, TemporalDoor temporal) {
  /** Opens a connection to Temporal; a command that needs none opens none. */
  @FunctionalInterface
  interface TemporalDoor {
    TemporalSession open() throws CommandException, ConfigException;
  }

  /** Whoever sits there, as the system calls them; empty when it does not tell. */
  String user() {
    return environment.getOrDefault("USER", "");
  }

  /** The process's own surroundings. */
  static CliContext ofProcess() {
    Map<String, String> environment = ConfigLoader.findFile(System.getenv(), Path.of(""));
    return new CliContext(
        environment,
        Terminal.ofProcess(environment),
        () ->
            TemporalSession.open(
                TemporalConnection.load(environment), ConfigLoader.taskQueue(environment)));
  }
}
