package io.tidemark.cli.demo;

import io.temporal.client.WorkflowClient;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.tidemark.cli.dev.DevServer;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.provision.ProgramCache;
import io.tidemark.provision.ProvisionException;
import io.tidemark.provision.TemporalProgram;
import io.tidemark.worker.config.TemporalConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Temporal for the demo: the development server with its Web UI, or, where that cannot be had, the
 * server that the SDK has for tests, in this process.
 */
final class DemoTemporal implements AutoCloseable {
  private static final String QUEUE = "tidemark";

  private final TemporalSession session;
  private final Runnable stop;
  private final Optional<String> webUi;
  private final String description;

  private DemoTemporal(
      TemporalSession session, Runnable stop, Optional<String> webUi, String description) {
    this.session = session;
    this.stop = stop;
    this.webUi = webUi;
    this.description = description;
  }

  /** Starts the best server that can be had. */
  static DemoTemporal start(Path folder) throws IOException, CommandException {
    Path program;
    try {
      program = TemporalProgram.findOrFetch(ProgramCache.folder());
    } catch (ProvisionException e) {
      return inProcess(String.valueOf(e.getMessage()));
    }
    int port = DevServer.freePort();
    int uiPort = DevServer.freePort();
    DevServer server =
        DevServer.start(program, new DevServer.Place(port, uiPort, Optional.empty(), folder));
    try {
      TemporalSession session = TemporalSession.open(TemporalConnection.at(server.target()), QUEUE);
      return new DemoTemporal(
          session,
          server::close,
          Optional.of(server.webUi()),
          "development server at " + server.target() + ", Web UI at " + server.webUi());
    } catch (CommandException e) {
      server.close();
      throw e;
    }
  }

  /** A client's connection. */
  TemporalSession session() {
    return session;
  }

  /** Another connection, for the worker. */
  TemporalSession newSession() throws CommandException {
    return webUi.isEmpty()
        ? new TemporalSession(session.client(), QUEUE, session.address())
        : TemporalSession.open(TemporalConnection.at(session.address()), QUEUE);
  }

  /** Address of the Web UI, when there is one. */
  Optional<String> webUi() {
    return webUi;
  }

  String description() {
    return description;
  }

  @Override
  public void close() {
    session.close();
    stop.run();
  }

  private static DemoTemporal inProcess(String reason) {
    TestWorkflowEnvironment environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
    // Not the environment's own client: that one moves the clock while it waits.
    WorkflowClient client = WorkflowClient.newInstance(environment.getWorkflowServiceStubs());
    return new DemoTemporal(
        new TemporalSession(client, QUEUE, "this process"),
        environment::close,
        Optional.empty(),
        "test server inside this process, for its program cannot be had ("
            + reason
            + "). It has no Web UI, no schedules, no list of workflows, and forgets everything");
  }
}
