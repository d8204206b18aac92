package io.tidemark.report;

import io.tidemark.report.capture.Captures;
import io.tidemark.report.locks.BlockingGraph;
import io.tidemark.report.locks.BlockingGraph.Session;
import io.tidemark.report.locks.BlockingGraph.Wait;
import io.tidemark.report.locks.Cure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who waits for whom, who is at the root of it, and the least harmful way out. */
final class LocksReport implements Report {
  private static final double LONG = 10;
  private static final double TOO_LONG = 60;
  private static final int MANY = 5;

  @Override
  public ReportName name() {
    return ReportName.LOCKS;
  }

  @Override
  public Section take(ReportSession session, Captures captures) throws SQLException {
    BlockingGraph graph = graph(session);
    List<Row> locks = session.file("locks");
    List<Row> tree = tree(graph);
    Section.Builder section =
        new Section.Builder(name())
            .figure("waiting", "Waiting sessions", Unit.COUNT, graph.waits().size())
            .figure("roots", "Roots", Unit.COUNT, graph.roots().size())
            .figure("longestWait", "Longest wait", Unit.SECONDS, graph.longestWait())
            .table(
                "tree",
                "Who blocks whom",
                List.of(
                    Column.text("session", "Session"),
                    Column.text("role", "Role"),
                    Column.text("application", "Application"),
                    Column.text("state", "State"),
                    Column.text("wants", "Wants"),
                    Column.seconds("waiting", "Waits"),
                    Column.seconds("transaction_age", "Transaction"),
                    Column.count("blocks", "Blocks"),
                    Column.sql("query", "Statement")),
                tree)
            .table(
                "locks",
                "Locks by type and mode",
                List.of(
                    Column.text("type", "Type"),
                    Column.text("mode", "Mode"),
                    Column.count("granted", "Held"),
                    Column.count("waiting", "Waited for"),
                    Column.count("fast_path", "Fast path")),
                locks);
    for (long root : graph.roots()) {
      section.finding(finding(graph, root, session));
    }
    if (!session.seesAllStatistics()) {
      section.finding(
          Finding.unknown(
              "locks.hidden",
              "pg_stat_activity",
              "Waits and statements of other roles cannot be seen",
              "GRANT pg_monitor to this role."));
    }
    return section.build();
  }

  private static BlockingGraph graph(ReportSession session) throws SQLException {
    List<Wait> waits = new ArrayList<>();
    Set<Long> pids = new TreeSet<>();
    for (Row row : session.file("locks-edges")) {
      Set<Long> blockers = new TreeSet<>();
      if (row.get("blocked_by") instanceof List<?> list) {
        list.forEach(pid -> blockers.add(((Number) pid).longValue()));
      }
      long pid = row.has("leader_pid") ? row.count("leader_pid") : row.count("pid");
      blockers.remove(pid);
      pids.add(pid);
      pids.addAll(blockers);
      waits.add(
          new Wait(pid, blockers, row.text("mode"), row.text("object"), row.number("waiting")));
    }
    Map<Long, Session> sessions = new HashMap<>();
    if (!pids.isEmpty()) {
      for (Row row : session.file("locks-sessions", (Object) pids.toArray(Long[]::new))) {
        sessions.put(
            row.count("pid"),
            new Session(
                row.count("pid"),
                row.text("role"),
                row.text("application"),
                row.text("state"),
                row.text("backend_type"),
                row.text("backend_start"),
                row.text("xact_start"),
                row.number("transaction_age"),
                row.number("in_state"),
                row.text("query")));
      }
    }
    return new BlockingGraph(waits, sessions);
  }

  private static List<Row> tree(BlockingGraph graph) {
    List<Row> rows = new ArrayList<>();
    graph.walk(
        (depth, pid) -> {
          Session session = graph.session(pid);
          Row row =
              new Row(new LinkedHashMap<>())
                  .with("pid", pid)
                  .with("depth", (long) depth)
                  .with("session", "  ".repeat(depth) + (depth > 0 ? "└ " : "") + session.name())
                  .with("role", session.role())
                  .with("application", session.application())
                  .with("state", session.state())
                  .with("wants", graph.waitOf(pid).map(Wait::wants).orElse(""))
                  .with("waiting", graph.waitOf(pid).map(Wait::seconds).orElse(null))
                  .with("transaction_age", session.transactionAge())
                  .with("blocks", (long) graph.blockedBy(pid).size())
                  .with("query", session.query());
          rows.add(row);
        });
    return rows;
  }

  private static Finding finding(BlockingGraph graph, long root, ReportSession session)
      throws SQLException {
    Set<Long> blocked = graph.blockedBy(root);
    double longest =
        blocked.stream()
            .mapToDouble(pid -> graph.waitOf(pid).map(Wait::seconds).orElse(0.0))
            .max()
            .orElse(0);
    Cure cure = Cure.leastHarmful(graph, root);
    if (root == 0) {
      cure =
          Cure.ofPrepared(session.file("locks-prepared").stream().map(r -> r.text("gid")).toList());
    }
    Severity severity =
        longest >= TOO_LONG
            ? Severity.CRITICAL
            : longest >= LONG || blocked.size() >= MANY ? Severity.WARNING : Severity.INFO;
    return Finding.of(
            severity,
            "locks.blocking",
            graph.session(root).name(),
            graph.session(root).name()
                + " is in the way of "
                + blocked.size()
                + (blocked.size() == 1 ? " session" : " sessions"),
            "the longest has waited " + Unit.SECONDS.format(longest) + "; " + cure.root(),
            cure.reason())
        .with(Remedy.of(cure.statement(), cure.cost()));
  }
}
