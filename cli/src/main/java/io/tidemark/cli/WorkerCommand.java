package io.tidemark.cli;

import io.tidemark.cli.dev.Foreground;
import io.tidemark.cli.dev.RunningWorker;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.worker.config.ConfigLoader;
import io.tidemark.worker.config.TemporalConnection;
import io.tidemark.worker.config.TidemarkConfig;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "worker",
    description = {
      "Take work from Temporal until stopped.",
      "Run it where the database and the store can be reached, as often as there is work for it."
    })
final class WorkerCommand implements Callable<Integer> {
  private final CliContext context;

  WorkerCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, String> environment = context.environment();
    TidemarkConfig config = ConfigLoader.load(environment);
    config.warnings().forEach(text -> context.terminal().err().println("note: " + text));
    TemporalSession session =
        TemporalSession.open(TemporalConnection.load(environment), config.taskQueue());
    RunningWorker worker = RunningWorker.start(config, session);
    context
        .terminal()
        .out()
        .printf(
            "ready: task queue %s of Temporal at %s, databases %s%n",
            config.taskQueue(), session.address(), String.join(", ", config.databases().keySet()));
    Foreground.untilSignalled(worker::close);
    return 0;
  }
}
