package io.tidemark.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Gathers the planner's statistics, which no load brings along: of all tables before foreign keys
 * are validated, of materialized views after they are filled.
 */
final class Statistics {
  /** Ordinary and partitioned tables. */
  static final String TABLES = "'r', 'p'";

  /** Materialized views. */
  static final String MATERIALIZED_VIEWS = "'m'";

  private final Lanes lanes;
  private final int count;
  private final Collection<String> notices;

  Statistics(Lanes lanes, int count, Collection<String> notices) {
    this.lanes = lanes;
    this.count = count;
    this.notices = notices;
  }

  /** Analyzes every relation of these kinds, large ones first. */
  void gather(String kinds) throws LoadException, IOException, SQLException, InterruptedException {
    Queue<String> tables = new ConcurrentLinkedQueue<>();
    lanes.run(1, session -> list(session, kinds, tables));
    if (!tables.isEmpty()) {
      lanes.run(Math.min(count, tables.size()), session -> analyze(session, tables));
    }
  }

  private static void list(Connection session, String kinds, Queue<String> tables)
      throws SQLException {
    try (Statement query = session.createStatement();
        ResultSet rows =
            query.executeQuery(
                "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)"
                    + " FROM pg_catalog.pg_class c"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.relkind IN ("
                    + kinds
                    + ") AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"
                    + " AND n.nspname !~ '^tidemark_load_'"
                    + " ORDER BY c.relpages DESC, c.oid")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
  }

  private void analyze(Connection session, Queue<String> tables) throws SQLException {
    try (Statement statement = session.createStatement()) {
      for (String table = tables.poll(); table != null; table = tables.poll()) {
        statement.execute("ANALYZE " + table);
        for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
          notices.add("ANALYZE " + table + ": " + w.getMessage());
        }
      }
    }
  }
}
