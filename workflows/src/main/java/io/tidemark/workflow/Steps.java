package io.tidemark.workflow;

import java.util.function.Supplier;

/** The step at work: its name is shown while it runs and is in the message when it fails. */
final class Steps {
  private final Runnable changed;
  private String current = "starting";

  /**
   * @param changed called whenever another step begins
   */
  Steps(Runnable changed) {
    this.changed = changed;
  }

  String current() {
    return current;
  }

  /** Does one step. */
  <T> T run(String step, Supplier<T> work) {
    current = step;
    changed.run();
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw Failures.during(step, e);
    }
  }

  /** Does one step that returns nothing. */
  void run(String step, Runnable work) {
    Supplier<Boolean> done =
        () -> {
          work.run();
          return true;
        };
    run(step, done);
  }
}
