package io.tidemark.cli.dev;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.worker.WorkerProcess;
import io.tidemark.worker.config.TidemarkConfig;
import io.tidemark.worker.http.Readiness;

/** A worker in this process, with its own connection to Temporal. */
public final class RunningWorker implements AutoCloseable {
  private final TemporalSession session;
  private final WorkerProcess worker;

  private RunningWorker(TemporalSession session, WorkerProcess worker) {
    this.session = session;
    this.worker = worker;
  }

  /**
   * Starts to take work.
   *
   * @param session closed with the worker
   */
  public static RunningWorker start(TidemarkConfig config, TemporalSession session) {
    return start(config, session, new SimpleMeterRegistry());
  }

  /**
   * Starts to take work.
   *
   * @param session closed with the worker
   * @param meters where metrics go; not closed
   */
  static RunningWorker start(TidemarkConfig config, TemporalSession session, MeterRegistry meters) {
    return new RunningWorker(session, WorkerProcess.start(config, session.client(), meters));
  }

  /** Whether it can do its work. */
  Readiness readiness() {
    return worker.readiness();
  }

  /** Drains the worker, then closes its connection. */
  @Override
  public void close() {
    worker.close();
    session.close();
  }
}
