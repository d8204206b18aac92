package io.tidemark.cli;

import io.tidemark.cli.dev.Foreground;
import io.tidemark.cli.dev.ObservedWorker;
import io.tidemark.worker.config.ConfigLoader;
import io.tidemark.worker.config.TemporalConnection;
import io.tidemark.worker.config.TidemarkConfig;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "worker",
    description = {
      "Take work from Temporal until stopped.",
      "Run it where the database and the store can be reached, as often as there is work for it."
    })
final class WorkerCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = "Metrics and health; TIDEMARK_HTTP_PORT, else 9464, else a free one.")
  private @Nullable Integer httpPort;

  WorkerCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, String> environment = context.environment();
    TidemarkConfig config = ConfigLoader.load(environment);
    config.warnings().forEach(text -> context.terminal().err().println("note: " + text));
    TemporalConnection connection = TemporalConnection.load(environment);
    ObservedWorker worker =
        ObservedWorker.start(config, connection, ObservedWorker.bind(config, httpPort));
    context
        .terminal()
        .out()
        .printf(
            "ready: task queue %s of Temporal at %s, databases %s, metrics and health at %s%n",
            config.taskQueue(),
            connection.address(),
            String.join(", ", config.databases().keySet()),
            worker.address());
    Foreground.untilSignalled(worker::close);
    return 0;
  }
}
