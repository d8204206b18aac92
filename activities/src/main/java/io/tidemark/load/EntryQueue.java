package io.tidemark.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hands out the entries of a parallel phase: an entry waits for those that it depends on, and for
 * those that lock the same table. Safe for concurrent use.
 *
 * <p>As in pg_restore, the tables that an entry needs are known by its dependencies: an index
 * shares them, a constraint wants them alone. A constraint on a table of which another lane builds
 * an index would only block that lane's connection.
 */
final class EntryQueue {
  private final List<PostDataEntry> waiting;
  private final Set<Integer> unfinished = new HashSet<>();
  private final List<PostDataEntry> running = new ArrayList<>();

  EntryQueue(List<PostDataEntry> entries) {
    waiting = new ArrayList<>(entries);
    entries.forEach(entry -> unfinished.add(entry.id()));
  }

  /** The next entry to run; waits while all that are left must wait. Empty when none is left. */
  synchronized Optional<PostDataEntry> take() throws InterruptedException {
    while (!waiting.isEmpty()) {
      PostDataEntry next = null;
      for (int i = 0; next == null && i < waiting.size(); i++) {
        next = mayRun(waiting.get(i)) ? waiting.get(i) : null;
      }
      if (next == null && running.isEmpty()) {
        next = waiting.get(0); // only a circle of dependencies: the archive's order decides
      }
      if (next != null) {
        waiting.remove(next);
        running.add(next);
        return Optional.of(next);
      }
      wait();
    }
    return Optional.empty();
  }

  /** Tells that an entry is built. */
  synchronized void done(PostDataEntry entry) {
    running.remove(entry);
    unfinished.remove(entry.id());
    notifyAll();
  }

  private boolean mayRun(PostDataEntry entry) {
    return Collections.disjoint(entry.dependencies(), unfinished)
        && running.stream().noneMatch(other -> clash(entry, other));
  }

  private static boolean clash(PostDataEntry one, PostDataEntry other) {
    return (locksAlone(one) || locksAlone(other))
        && !Collections.disjoint(one.dependencies(), other.dependencies());
  }

  private static boolean locksAlone(PostDataEntry entry) {
    return !entry.kind().equals("INDEX");
  }
}
