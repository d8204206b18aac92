package io.tidemark.cli.temporal;

import io.tidemark.cli.terminal.ProgressView;
import java.util.OptionalInt;

/** Says, once and within seconds, that nobody takes the work that a command waits for. */
final class IdleQueue {
  private static final long LOOK_MILLIS = 2_000;

  private final TemporalSession session;
  private final ProgressView view;
  private final Ending ending;

  IdleQueue(TemporalSession session, ProgressView view, Ending ending) {
    this.session = session;
    this.view = view;
    this.ending = ending;
  }

  /** Looks until the work has ended. */
  void watch() {
    boolean idle = false;
    do {
      OptionalInt pollers = session.pollers(session.taskQueue());
      if (pollers.isPresent() && (pollers.getAsInt() == 0) != idle) {
        idle = !idle;
        view.say(idle ? nobody() : "A worker has come; the work goes on.");
      }
    } while (ending.stillOutAfter(LOOK_MILLIS));
  }

  private String nobody() {
    return "No worker takes work from task queue "
        + session.taskQueue()
        + " of Temporal at "
        + session.address()
        + ". Start one, where the database and the store can be reached, with: tidemark worker";
  }
}
