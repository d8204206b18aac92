package io.tidemark.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.tidemark.worker.config.TidemarkConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Our own worker: a factory with nothing but the plugin. Parts hand themselves back when it stops;
 * what still runs after the grace period is interrupted.
 */
public final class WorkerProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(20);

  private final WorkerFactory factory;
  private final TidemarkPlugin plugin;

  private WorkerProcess(WorkerFactory factory, TidemarkPlugin plugin) {
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
    return new WorkerProcess(factory, plugin);
  }

  /** Drains: no new work, parts are handed back, then the rest is interrupted. */
  @Override
  public void close() {
    factory.shutdown();
    factory.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    if (!factory.isTerminated()) {
      factory.shutdownNow();
      factory.awaitTermination(AFTER_INTERRUPT.toMillis(), TimeUnit.MILLISECONDS);
    }
    plugin.close();
  }
}
