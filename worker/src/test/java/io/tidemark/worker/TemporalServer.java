package io.tidemark.worker;

import static org.assertj.core.api.Assertions.fail;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import io.tidemark.provision.ProgramCache;
import io.tidemark.provision.TemporalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One real Temporal server for all tests of this JVM; ends with it. */
final class TemporalServer {
  private static final AtomicReference<@Nullable TemporalServer> SHARED = new AtomicReference<>();

  private final WorkflowClient client;

  private TemporalServer(WorkflowClient client) {
    this.client = client;
  }

  /** Started when first asked for. */
  static synchronized TemporalServer shared() {
    TemporalServer server = SHARED.get();
    if (server == null) {
      server = start();
      SHARED.set(server);
    }
    return server;
  }

  WorkflowClient client() {
    return client;
  }

  private static TemporalServer start() {
    try {
      Path program = TemporalProgram.findOrFetch(ProgramCache.folder());
      Path log = Files.createTempFile("temporal-", ".log");
      TemporalDevServer server =
          TemporalDevServer.start(
              TemporalDevServerOptions.newBuilder()
                  .setExistingPath(program.toString())
                  .setDownloadEnabled(false)
                  .setUiEnabled(false)
                  .setLogFile(log.toString())
                  .build());
      WorkflowServiceStubs stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(server.getTarget()).build());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    stubs.shutdownNow();
                    server.close();
                    log.toFile().delete();
                  }));
      return new TemporalServer(WorkflowClient.newInstance(stubs));
    } catch (IOException e) {
      return fail("Temporal's development server is needed for this test", e);
    }
  }
}
