package io.tidemark.cli.temporal;

/**
 * What Ctrl-C means while a command waits: the command goes, the workflow stays. The JVM ends with
 * 130 after its shutdown hooks, of which this is one.
 */
final class Detachment implements AutoCloseable {
  private final Thread hook;

  private Detachment(Thread hook) {
    this.hook = hook;
  }

  static Detachment arm(Runnable farewell) {
    Thread hook = new Thread(farewell, "detach");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Detachment(hook);
  }

  /** The wait is over: from here on there is nothing to go on with. */
  void disarm() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM ends already, and the hook has said what there was to say.
    }
  }

  @Override
  public void close() {
    disarm();
  }
}
