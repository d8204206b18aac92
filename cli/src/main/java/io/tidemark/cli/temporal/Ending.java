package io.tidemark.cli.temporal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The end of what is watched, as those see it who look at something meanwhile.
 *
 * @param future completes with it
 */
record Ending(CompletableFuture<?> future) {
  /** Waits between two looks; false when there is nothing more to look at. */
  boolean stillOutAfter(long millis) {
    try {
      future.get(millis, TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException e) {
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean reached() {
    return future.isDone();
  }
}
