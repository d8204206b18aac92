package io.tidemark.workflow;

import io.temporal.workflow.DynamicSignalHandler;
import io.temporal.workflow.Workflow;
import java.util.function.Consumer;

/**
 * Catches signals that this workflow does not have, such as misspelt ones: without a handler they
 * would vanish, and their sender would wait for something that never happens.
 */
final class StraySignals {
  private static final int LONGEST_NAME = 80;

  private StraySignals() {}

  /** Notes them among the notices from now on, and shows them. */
  static void noteIn(Notices notices, Runnable changed) {
    tell(
        text -> {
          notices.add(text);
          changed.run();
        });
  }

  /** Tells of them from now on, one sentence each. */
  static void tell(Consumer<String> listener) {
    DynamicSignalHandler note =
        (name, arguments) -> {
          String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
          listener.accept(
              "a signal named \"" + shown + "\" came, which this workflow does not know");
        };
    Workflow.registerListener(note);
  }
}
