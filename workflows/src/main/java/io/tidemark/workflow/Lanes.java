package io.tidemark.workflow;

import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does many pieces of work, a few at a time: each lane takes the next piece when it is done with
 * one. One coroutine a piece would exhaust the worker's workflow threads and wedge the task.
 *
 * @param <T> a piece of work
 */
final class Lanes<T> {
  /** Workflow threads are few; no machine has more slots for parts than this. */
  private static final int MOST = 64;

  private final Iterator<T> next;
  private final Consumer<T> each;
  private @Nullable RuntimeException failure;

  private Lanes(Iterator<T> next, Consumer<T> each) {
    this.next = next;
    this.each = each;
  }

  /**
   * Returns when all work is done. The first failure cancels what is in flight, and is thrown when
   * every lane has come to rest; so nothing goes on behind the caller's cleanup.
   */
  static <T> void run(int lanes, List<T> work, Consumer<T> each) {
    int inFlight = Math.max(1, Math.min(Math.min(lanes, MOST), work.size()));
    new Lanes<>(work.iterator(), each).run(inFlight);
  }

  private void run(int lanes) {
    List<Promise<Void>> running = new ArrayList<>();
    Workflow.newCancellationScope(
            scope -> {
              for (int lane = 0; lane < lanes; lane++) {
                running.add(Async.procedure(this::drive, scope));
              }
            })
        .run();
    running.forEach(Promise::get);
    if (failure != null) {
      throw failure;
    }
  }

  private void drive(CancellationScope scope) {
    try {
      while (failure == null && next.hasNext()) {
        each.accept(next.next());
      }
    } catch (RuntimeException e) {
      if (failure == null) {
        failure = e;
        scope.cancel("another part failed");
      }
    }
  }
}
