package io.tidemark.activity;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs an activity's work on the calling thread while another thread heartbeats. A heartbeat blocks
 * when the server is away, so the thread that moves data never sends one itself. When a heartbeat
 * says that the activity has to stop (cancelled, timed out, worker shutting down), the working
 * thread is interrupted and the reason is thrown from {@link #run} instead of what the work threw.
 */
final class Heartbeating {
  private final ActivityExecutionContext context;
  private final Supplier<?> details;
  private final Duration interval;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Object interruption = new Object();
  private boolean working = true;
  private @Nullable ActivityCompletionException reason;

  private Heartbeating(ActivityExecutionContext context, Supplier<?> details, Duration interval) {
    this.context = context;
    this.details = details;
    this.interval = interval;
  }

  /**
   * Runs the work.
   *
   * @param details makes the small record that is sent with each heartbeat
   * @param interval between heartbeats; the SDK sends fewer of them if throttled
   */
  static <T> T run(
      ActivityExecutionContext context, Supplier<?> details, Duration interval, Callable<T> work)
      throws Exception {
    Heartbeating heartbeating = new Heartbeating(context, details, interval);
    Thread worker = Thread.currentThread();
    Thread ticker = new Thread(() -> heartbeating.tick(worker), worker.getName() + " heartbeat");
    ticker.setDaemon(true);
    ticker.start();
    try {
      return work.call();
    } catch (Exception e) {
      throw heartbeating.reasonOr(e);
    } finally {
      heartbeating.finish();
    }
  }

  private void tick(Thread worker) {
    try {
      do {
        context.heartbeat(details.get());
      } while (!finished.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ActivityCompletionException e) {
      synchronized (interruption) {
        reason = e;
        if (working) {
          worker.interrupt();
        }
      }
    } catch (InterruptedException e) {
      // Nobody interrupts the ticker; if somebody does, the work goes on and its timeout judges it.
      Thread.currentThread().interrupt();
    }
  }

  private Exception reasonOr(Exception thrown) {
    synchronized (interruption) {
      return reason == null ? thrown : reason;
    }
  }

  /**
   * After this, the thread goes back to its pool without an interrupt that was meant for the work.
   */
  private void finish() {
    synchronized (interruption) {
      working = false;
      if (reason != null) {
        Thread.interrupted();
      }
    }
    finished.countDown();
  }
}
