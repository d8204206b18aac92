package io.tidemark.workflow;

import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.tidemark.api.restore.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers to signals that count for nothing. Whoever sent one from the Web UI sees no error there,
 * and would wait; so it is noted, and told to people.
 */
final class Replies {
  /** Whoever floods a workflow shall not flood people. */
  private static final int MOST_MESSAGES = 20;

  private final Announcements announcements;
  private final Notices notices;
  private final Runnable changed;
  private final List<Promise<Void>> underWay = new ArrayList<>();

  /**
   * @param changed called after each note
   */
  Replies(Announcements announcements, Notices notices, Runnable changed) {
    this.announcements = announcements;
    this.notices = notices;
    this.changed = changed;
  }

  /** Answers a signal by what became of it. */
  void to(String signal, String database, Verdict verdict) {
    if (!verdict.accepted()) {
      wrong(
          database,
          "a signal \""
              + signal
              + "\" did not count ("
              + verdict.code()
              + "): "
              + verdict.reason());
    }
  }

  /** Notes and tells what was wrong. */
  void wrong(String database, String text) {
    notices.add(text);
    changed.run();
    if (underWay.size() < MOST_MESSAGES) {
      underWay.add(
          Async.procedure(() -> announcements.refused("restore", database, List.of(text))));
    }
  }

  /** Waits until everything is told: a workflow that ends takes its messages with it. */
  void finish() {
    Workflow.newDetachedCancellationScope(() -> underWay.forEach(Promise::get)).run();
  }
}
