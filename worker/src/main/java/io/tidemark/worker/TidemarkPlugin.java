package io.tidemark.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.common.SimplePlugin;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.tidemark.activity.Activities;
import io.tidemark.api.TaskQueues;
import io.tidemark.worker.config.TidemarkConfig;
import io.tidemark.worker.telemetry.JobMeters;
import io.tidemark.worker.telemetry.PartMeters;
import io.tidemark.worker.telemetry.StoreWatch;
import io.tidemark.workflow.WorkflowTypes;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Mounts every workflow and activity of Tidemark on any Temporal worker factory: pass it to {@code
 * WorkerFactoryOptions.Builder.setPlugins}, and create a worker on the configured task queue, or
 * leave that to the plugin. It makes the workers of the derived queues by itself, since only it
 * knows how many slots they need.
 *
 * <p>Mount it at one level only; the SDK registers twice otherwise. Close it after the factory has
 * terminated: running activities use its stores until then.
 */
public final class TidemarkPlugin extends SimplePlugin implements AutoCloseable {
  private static final int HOLD_SLOTS = 100;

  /** A cancelled part stops within seconds, a released holder at once; see measured-temporal. */
  private static final Duration PART_HEARTBEATS = Duration.ofSeconds(2);

  private static final Duration HOLD_HEARTBEATS = Duration.ofMillis(500);

  private final Wiring wiring;
  private final Activities activities;
  private final TaskQueues queues;
  private final StoreWatch watch;
  private boolean mounted;

  /**
   * @param config what names in workflow inputs stand for
   * @param meters where metrics go; not closed by the plugin
   */
  public TidemarkPlugin(TidemarkConfig config, MeterRegistry meters) {
    this(new Wiring(config), meters);
  }

  TidemarkPlugin(Wiring wiring, MeterRegistry meters) {
    super("io.tidemark.backup");
    this.wiring = wiring;
    this.watch = new StoreWatch(wiring, wiring.config().stores().keySet(), meters);
    JobMeters jobs = new JobMeters(meters, Clock.systemUTC());
    this.activities =
        new Activities(
            wiring,
            new PartMeters(meters),
            (event, database) -> {
              jobs.ended(event, database);
              watch.changed();
            });
    this.queues = new TaskQueues(wiring.config().taskQueue());
  }

  @Override
  public void initializeWorker(String taskQueue, Worker worker) {
    if (taskQueue.equals(queues.base())) {
      mounted = true;
      worker.registerWorkflowImplementationTypes(
          WorkflowTypes.options(), WorkflowTypes.implementations());
      worker.registerActivitiesImplementations(activities.shortOnes());
    } else if (taskQueue.equals(queues.parts())) {
      worker.registerActivitiesImplementations(activities.parts());
    } else if (taskQueue.equals(queues.hold())) {
      worker.registerActivitiesImplementations(activities.holders());
    } else if (taskQueue.equals(queues.prune())) {
      worker.registerActivitiesImplementations(activities.prunes());
    }
  }

  @Override
  public void startWorkerFactory(WorkerFactory factory, Consumer<WorkerFactory> next) {
    if (!mounted) {
      factory.newWorker(queues.base());
    }
    factory.newWorker(
        queues.parts(),
        WorkerOptions.newBuilder()
            .setMaxConcurrentActivityExecutionSize(wiring.config().slots())
            .setMaxHeartbeatThrottleInterval(PART_HEARTBEATS)
            .build());
    factory.newWorker(
        queues.hold(),
        WorkerOptions.newBuilder()
            .setMaxConcurrentActivityExecutionSize(HOLD_SLOTS)
            // A worker that stops tells its holders with their next heartbeat. They end while their
            // end can still be reported, so that others take their seats at once.
            .setMaxHeartbeatThrottleInterval(HOLD_HEARTBEATS)
            .build());
    factory.newWorker(queues.prune());
    next.accept(factory);
    watch.start();
  }

  Wiring wiring() {
    return wiring;
  }

  /** Closes stores. */
  @Override
  public void close() {
    watch.close();
    wiring.close();
  }
}
