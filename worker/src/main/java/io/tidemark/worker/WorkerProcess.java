package io.tidemark.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.tidemark.store.ObjectKey;
import io.tidemark.worker.config.TidemarkConfig;
import io.tidemark.worker.http.Readiness;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Our own worker: a factory with nothing but the plugin. Parts hand themselves back when it stops;
 * what still runs after the grace period is interrupted.
 */
public final class WorkerProcess implements AutoCloseable {
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(20);

  private static final Duration PROBE = Duration.ofSeconds(2);

  /** An object that nobody writes: whether it is there can be asked of every store. */
  private static final ObjectKey ASKED = ObjectKey.of("tidemark-ready");

  private final WorkflowClient client;
  private final WorkerFactory factory;
  private final TidemarkPlugin plugin;

  private WorkerProcess(WorkflowClient client, WorkerFactory factory, TidemarkPlugin plugin) {
    this.client = client;
    this.factory = factory;
    this.plugin = plugin;
  }

  /**
   * Starts to poll.
   *
   * @param client of the namespace to work for; not closed by this
   */
  public static WorkerProcess start(
      TidemarkConfig config, WorkflowClient client, MeterRegistry meters) {
    TidemarkPlugin plugin = new TidemarkPlugin(config, meters);
    WorkerFactory factory =
        WorkerFactory.newInstance(
            client, WorkerFactoryOptions.newBuilder().setPlugins(plugin).build());
    factory.start();
    return new WorkerProcess(client, factory, plugin);
  }

  /** Whether Temporal answers, work is asked for, and every store can be reached. */
  public Readiness readiness() {
    Map<String, Callable<?>> checks = new LinkedHashMap<>();
    checks.put("temporal", this::askTemporal);
    checks.put("polling", this::requirePolling);
    for (String store : plugin.wiring().config().stores().keySet()) {
      checks.put("store " + store, () -> plugin.wiring().store(store).stat(ASKED));
    }
    return new Readiness(checks);
  }

  private Object askTemporal() {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(PROBE.toMillis(), TimeUnit.MILLISECONDS)
        .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
  }

  private boolean requirePolling() {
    if (!factory.isStarted() || factory.isShutdown()) {
      throw new IllegalStateException("the worker is stopping");
    }
    return true;
  }

  /** Drains: no new work, parts are handed back, then the rest is interrupted. */
  @Override
  public void close() {
    factory.shutdown();
    factory.awaitTermination(plugin.wiring().config().stopSeconds(), TimeUnit.SECONDS);
    if (!factory.isTerminated()) {
      factory.shutdownNow();
      factory.awaitTermination(AFTER_INTERRUPT.toMillis(), TimeUnit.MILLISECONDS);
    }
    plugin.close();
  }
}
