package io.tidemark.report.locks;

import io.tidemark.postgres.Sql;
import io.tidemark.report.locks.BlockingGraph.Session;
import io.tidemark.report.locks.BlockingGraph.Wait;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The least harmful way to untie a knot of locks.
 *
 * @param statement pinned to one session and transaction: a pid alone may be another's by the time
 *     it is run
 * @param cost whom it hurts
 * @param reason why this one, and whom it frees
 * @param root what the session at the root is doing
 */
public record Cure(String statement, String cost, String reason, String root) {
  private static final Set<String> STRONG =
      Set.of("AccessExclusiveLock", "ExclusiveLock", "ShareRowExclusiveLock", "ShareLock");

  /**
   * Looks for a waiting session first whose going frees others: it has done nothing yet, so nothing
   * is lost. Only then for the root itself.
   */
  public static Cure leastHarmful(BlockingGraph graph, long root) {
    Session session = graph.session(root);
    String doing = doing(session);
    Optional<Wait> head = queueHead(graph, root);
    if (head.isPresent()) {
      Session waiting = graph.session(head.get().pid());
      return new Cure(
          pinned("pg_cancel_backend(pid)", waiting),
          "the waiting statement fails; it has changed nothing yet",
          waiting.name()
              + " only waits for "
              + head.get().wants()
              + ", and others queue behind it: cancelling it frees "
              + names(graph.freedBy(waiting.pid()))
              + " at once",
          doing);
    }
    if (session.query().contains("(to prevent wraparound)")) {
      return new Cure(
          "SELECT pid, phase, heap_blks_scanned, heap_blks_total FROM pg_stat_progress_vacuum WHERE"
              + " pid = "
              + root
              + ";",
          "only looks",
          "This vacuum guards against transaction id wraparound: let it end",
          doing);
    }
    String freed = "ending it frees " + names(graph.freedBy(root));
    if (session.state().startsWith("idle in transaction")) {
      return new Cure(
          pinned("pg_terminate_backend(pid, 5000)", session),
          "its transaction is rolled back and its client loses the connection",
          "It does nothing and holds its locks, so there is no statement to cancel; " + freed,
          doing);
    }
    return new Cure(
        pinned("pg_cancel_backend(pid)", session),
        "its statement fails and its transaction is rolled back",
        "Cancel before you terminate; " + freed,
        doing);
  }

  /** For transactions that were prepared and left. */
  public static Cure ofPrepared(List<String> ids) {
    return new Cure(
        ids.stream()
            .map(id -> "ROLLBACK PREPARED " + Sql.literal(id) + ";")
            .collect(Collectors.joining("\n")),
        "undoes what was promised to a transaction manager: ask it first; run it in the"
            + " transaction's own database",
        "A prepared transaction holds the locks; no session stands behind it",
        "prepared and never committed");
  }

  private static Optional<Wait> queueHead(BlockingGraph graph, long root) {
    return graph.blockedBy(root).stream()
        .flatMap(pid -> graph.waitOf(pid).stream())
        .filter(wait -> STRONG.contains(wait.mode()))
        .filter(wait -> !graph.freedBy(wait.pid()).isEmpty())
        .max(
            Comparator.comparingInt((Wait wait) -> graph.freedBy(wait.pid()).size())
                .thenComparing(Wait::pid, Comparator.reverseOrder()));
  }

  private static String doing(Session session) {
    return String.format(
        Locale.ROOT,
        "%s is %s for %.0f s, in a transaction of %.0f s; %s: %s",
        session.name(),
        session.state(),
        session.inState(),
        session.transactionAge(),
        session.state().equals("active") ? "statement" : "last statement",
        session.query());
  }

  private static String pinned(String call, Session session) {
    String transaction =
        session.transactionStart().isEmpty()
            ? "IS NULL"
            : "= " + Sql.literal(session.transactionStart());
    return "SELECT "
        + call
        + " FROM pg_stat_activity WHERE pid = "
        + session.pid()
        + " AND backend_start = "
        + Sql.literal(session.backendStart())
        + " AND xact_start "
        + transaction
        + ";";
  }

  private static String names(Set<Long> pids) {
    return pids.isEmpty()
        ? "nobody by itself"
        : pids.stream().map(pid -> "pid " + pid).collect(Collectors.joining(", "));
  }
}
