package io.tidemark.dump;

import java.util.concurrent.Callable;

/**
 * Lets an interrupt end work that reads from a socket or a pipe: such reads do not end by
 * themselves, but closing what they read from ends them.
 */
final class Interruptible {
  private static final long POLL_MILLIS = 100;

  private Interruptible() {}

  /**
   * Does work in the calling thread.
   *
   * @param end ends the work from another thread, once this one was interrupted
   * @throws InterruptedException when the thread was interrupted, however the work failed then
   */
  static <T> T call(Callable<T> work, Runnable end) throws Exception {
    Thread worker = Thread.currentThread();
    Thread watcher = new Thread(() -> watch(worker, end), worker.getName() + " watcher");
    watcher.setDaemon(true);
    watcher.start();
    try {
      return work.call();
    } catch (Exception e) {
      if (!(e instanceof InterruptedException) && Thread.interrupted()) {
        InterruptedException interrupted = new InterruptedException("interrupted while dumping");
        interrupted.addSuppressed(e);
        throw interrupted;
      }
      throw e;
    } finally {
      watcher.interrupt();
    }
  }

  private static void watch(Thread worker, Runnable end) {
    try {
      while (!worker.isInterrupted()) {
        Thread.sleep(POLL_MILLIS);
      }
      end.run();
    } catch (InterruptedException e) {
      // The work is done: there is nothing to watch any more.
    }
  }
}
