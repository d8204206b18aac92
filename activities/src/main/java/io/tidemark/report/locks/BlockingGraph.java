package io.tidemark.report.locks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Waits as the lock manager told them, {@code pg_blocking_pids()} and nothing else: a join of
 * pg_locks with itself names sessions that are only in the same queue.
 */
public final class BlockingGraph {
  /** What pg_blocking_pids() calls prepared transactions. */
  public static final long PREPARED = 0;

  /**
   * A session that waits.
   *
   * @param blockers directly in its way; never itself
   * @param mode of the lock that it wants
   * @param object what it wants to lock; empty when that is no relation
   * @param seconds how long it has waited
   */
  public record Wait(long pid, Set<Long> blockers, String mode, String object, double seconds) {
    public Wait {
      blockers = Set.copyOf(blockers);
    }

    /** {@code AccessExclusiveLock on public.orders}. */
    public String wants() {
      return object.isEmpty() ? mode : mode + " on " + object;
    }
  }

  /**
   * Who a process is. The two starting times are PostgreSQL's text, with all their digits.
   *
   * @param transactionAge seconds
   * @param inState seconds
   */
  public record Session(
      long pid,
      String role,
      String application,
      String state,
      String backendType,
      String backendStart,
      String transactionStart,
      double transactionAge,
      double inState,
      String query) {
    /** {@code pid 1234}. */
    public String name() {
      return pid == PREPARED ? "a prepared transaction" : "pid " + pid;
    }
  }

  /** Is shown each session of the tree. */
  @FunctionalInterface
  public interface Visitor {
    void visit(int depth, long pid);
  }

  private final Map<Long, Wait> waits = new TreeMap<>();
  private final Map<Long, Session> sessions;

  public BlockingGraph(List<Wait> waits, Map<Long, Session> sessions) {
    for (Wait wait : waits) {
      // Parallel workers wait under their leader's name.
      this.waits.merge(wait.pid(), wait, BlockingGraph::together);
    }
    this.sessions = new HashMap<>(sessions);
  }

  private static Wait together(Wait one, Wait other) {
    Set<Long> blockers = new TreeSet<>(one.blockers());
    blockers.addAll(other.blockers());
    return new Wait(
        one.pid(), blockers, one.mode(), one.object(), Math.max(one.seconds(), other.seconds()));
  }

  public List<Wait> waits() {
    return List.copyOf(waits.values());
  }

  public Optional<Wait> waitOf(long pid) {
    return Optional.ofNullable(waits.get(pid));
  }

  /** A session; one that ended meanwhile is known by its pid only. */
  public Session session(long pid) {
    return sessions.getOrDefault(
        pid, new Session(pid, "", "", pid == PREPARED ? "prepared" : "gone", "", "", "", 0, 0, ""));
  }

  /** Seconds; 0 when nobody waits. */
  public double longestWait() {
    return waits.values().stream().mapToDouble(Wait::seconds).max().orElse(0);
  }

  /** Those who block and do not wait; of a circle without such, the first of its members. */
  public List<Long> roots() {
    Set<Long> roots = new TreeSet<>();
    waits.values().forEach(wait -> roots.addAll(wait.blockers()));
    roots.removeAll(waits.keySet());
    Set<Long> reached = new TreeSet<>(roots);
    roots.forEach(root -> reached.addAll(blockedBy(root)));
    for (long pid : waits.keySet()) {
      if (!reached.contains(pid)) {
        roots.add(pid);
        reached.add(pid);
        reached.addAll(blockedBy(pid));
      }
    }
    return List.copyOf(roots);
  }

  /** Everybody who waits for this session, directly or behind others. */
  public Set<Long> blockedBy(long blocker) {
    Set<Long> found = new TreeSet<>();
    Deque<Long> open = new ArrayDeque<>(List.of(blocker));
    while (!open.isEmpty()) {
      long next = open.pop();
      for (Wait wait : waits.values()) {
        if (wait.blockers().contains(next) && wait.pid() != blocker && found.add(wait.pid())) {
          open.push(wait.pid());
        }
      }
    }
    return found;
  }

  /** Who could go on if this session were no more: all whose blockers are it or such as these. */
  public Set<Long> freedBy(long ended) {
    Set<Long> gone = new TreeSet<>(Set.of(ended));
    boolean more = true;
    while (more) {
      more = false;
      for (Wait wait : waits.values()) {
        if (!gone.contains(wait.pid()) && gone.containsAll(wait.blockers())) {
          more |= gone.add(wait.pid());
        }
      }
    }
    gone.remove(ended);
    return gone;
  }

  /** Shows the trees, roots first; a session behind several blockers is shown once. */
  public void walk(Visitor visitor) {
    Set<Long> seen = new LinkedHashSet<>();
    for (long root : roots()) {
      walk(root, 0, seen, visitor);
    }
  }

  private void walk(long pid, int depth, Set<Long> seen, Visitor visitor) {
    if (!seen.add(pid)) {
      return;
    }
    visitor.visit(depth, pid);
    List<Wait> next = new ArrayList<>(waits.values());
    next.removeIf(wait -> !wait.blockers().contains(pid));
    next.forEach(wait -> walk(wait.pid(), depth + 1, seen, visitor));
  }
}
