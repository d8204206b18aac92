package io.tidemark.cli.dev;

import java.util.concurrent.CountDownLatch;

/** Keeps a command going until a signal ends the JVM, and closes things in order then. */
public final class Foreground {
  private Foreground() {}

  /**
   * Does not come back: the JVM ends, by SIGINT with 130, by SIGTERM with 143.
   *
   * @param closing run once, at the end
   */
  public static void untilSignalled(Runnable closing) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(closing, "closing"));
    new CountDownLatch(1).await();
  }
}
