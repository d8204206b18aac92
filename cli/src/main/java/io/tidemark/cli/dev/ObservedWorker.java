package io.tidemark.cli.dev;

import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.worker.config.HttpConfig;
import io.tidemark.worker.config.TemporalConnection;
import io.tidemark.worker.config.TidemarkConfig;
import io.tidemark.worker.http.OperationsServer;
import io.tidemark.worker.telemetry.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A worker in this process that serves its metrics and its health. */
public final class ObservedWorker implements AutoCloseable {
  private final OperationsServer http;
  private final Telemetry telemetry;
  private final RunningWorker worker;

  private ObservedWorker(OperationsServer http, Telemetry telemetry, RunningWorker worker) {
    this.http = http;
    this.telemetry = telemetry;
    this.worker = worker;
  }

  /** Takes the port first: that it is taken should be known before anything is started. */
  public static OperationsServer bind(TidemarkConfig config, @Nullable Integer port)
      throws CommandException {
    HttpConfig http =
        port == null ? config.http() : new HttpConfig(config.http().host(), Optional.of(port));
    try {
      return OperationsServer.bind(http);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.USAGE, "PortTaken", String.valueOf(e.getMessage()), null, null, e);
    }
  }

  /**
   * Starts to take work.
   *
   * @param http bound; closed with the worker
   * @throws CommandException when Temporal does not answer; then {@code http} is closed
   */
  public static ObservedWorker start(
      TidemarkConfig config, TemporalConnection connection, OperationsServer http)
      throws CommandException {
    Telemetry telemetry = new Telemetry();
    try {
      TemporalSession session =
          TemporalSession.open(connection, config.taskQueue(), telemetry.scope());
      RunningWorker worker = RunningWorker.start(config, session, telemetry.registry());
      http.serve(telemetry::scrape, worker.readiness());
      return new ObservedWorker(http, telemetry, worker);
    } catch (CommandException e) {
      http.close();
      telemetry.close();
      throw e;
    }
  }

  /** Where metrics and health are. */
  public URI address() {
    return http.address();
  }

  /** Drains; probes see that to the end. */
  @Override
  public void close() {
    worker.close();
    http.close();
    telemetry.close();
  }
}
