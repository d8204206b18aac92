package io.tidemark.impact;

import io.tidemark.census.DatabasePropertiesReader;
import io.tidemark.postgres.SessionSettings;
import io.tidemark.postgres.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads one side: every table's rows and the newest of them. Each table is read by itself and for a
 * bounded time only, so that a live database is never held by a long snapshot; what takes longer is
 * estimated.
 */
final class SideReader {
  private static final Duration LONGEST_TABLE = Duration.ofSeconds(60);

  /**
   * Partitions count with their root; an extension's tables are its own business. A column suggests
   * freshness by its type and its name; one that looks ahead does not.
   */
  private static final String TABLES =
      """
      SELECT pg_catalog.format('%I.%I', n.nspname, c.relname),
        CASE c.relkind WHEN 'r' THEN 'ONLY ' ELSE '' END,
        GREATEST(c.reltuples, 0)::bigint,
        COALESCE((
          SELECT a.attname FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            AND a.atttypid IN ('pg_catalog.timestamptz'::regtype, 'pg_catalog.timestamp'::regtype,
              'pg_catalog.date'::regtype)
            AND a.attname !~* '(expire|expiry|valid|until|due|birth|deadline|end)'
            AND a.attname ~* '(update|modif|change|creat|insert|add|occur|log|time|date|_at$|_on$|^at$)'
          ORDER BY CASE WHEN a.attname ~* '(update|modif|change)' THEN 1
            WHEN a.attname ~* '(creat|insert|add)' THEN 2 ELSE 3 END, a.attnum
          LIMIT 1), '')
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
        AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND n.nspname NOT LIKE 'tidemark\\_load\\_%'
        AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
          WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
            AND d.deptype = 'e')
      ORDER BY 1
      """;

  private static final String SESSIONS =
      "SELECT count(*) FROM pg_catalog.pg_stat_activity"
          + " WHERE datname = pg_catalog.current_database() AND backend_type = 'client backend'"
          + " AND application_name NOT LIKE 'tidemark/%'";

  private final Connection session;
  private final long deadline;
  private final Runnable counted;

  /**
   * @param session to that database; given back with settings of ours
   * @param budget after which tables are only estimated
   * @param counted called after each table
   */
  SideReader(Connection session, Duration budget, Runnable counted) {
    this.session = session;
    this.deadline = System.nanoTime() + budget.toNanos();
    this.counted = counted;
  }

  /** A table that is to be read. */
  private record Found(String name, String only, long estimate, String column) {}

  Side read() throws SQLException {
    // Row security is off in it: an error rather than a count of the rows that a policy shows us.
    SessionSettings.forCheck(session);
    execute("SET TimeZone = 'UTC'");
    execute("SET lock_timeout = '2s'");
    SortedMap<String, TableFacts> tables = new TreeMap<>();
    for (Found found : find()) {
      tables.put(found.name, count(found));
      counted.run();
    }
    execute("SET statement_timeout = '60s'");
    return new Side(
        tables,
        new DatabasePropertiesReader(session).read(),
        extensions(),
        number("SELECT pg_catalog.pg_database_size(pg_catalog.current_database())"),
        (int) number(SESSIONS));
  }

  private List<Found> find() throws SQLException {
    List<Found> found = new ArrayList<>();
    try (Statement query = session.createStatement();
        ResultSet rows = query.executeQuery(TABLES)) {
      while (rows.next()) {
        found.add(
            new Found(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getString(4)));
      }
    }
    return found;
  }

  private TableFacts count(Found table) throws SQLException {
    long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (left <= 0) {
      return estimate(table);
    }
    String newest =
        table.column.isEmpty() ? "NULL" : "max(" + Sql.identifier(table.column) + ")::text";
    try {
      execute("SET statement_timeout = " + Math.min(left, LONGEST_TABLE.toMillis()));
      try (Statement query = session.createStatement();
          ResultSet row =
              query.executeQuery(
                  "SELECT count(*), " + newest + " FROM " + table.only + table.name)) {
        row.next();
        String value = row.getString(2);
        return new TableFacts(
            table.name, row.getLong(1), false, table.column, value == null ? "" : value);
      }
    } catch (SQLException e) {
      if (session.isClosed() || !session.isValid(0)) {
        throw e;
      }
      return estimate(table);
    }
  }

  private static TableFacts estimate(Found table) {
    return new TableFacts(table.name, table.estimate, true, table.column, "");
  }

  private SortedMap<String, String> extensions() throws SQLException {
    SortedMap<String, String> extensions = new TreeMap<>();
    try (Statement query = session.createStatement();
        ResultSet rows =
            query.executeQuery("SELECT extname, extversion FROM pg_catalog.pg_extension")) {
      while (rows.next()) {
        extensions.put(rows.getString(1), rows.getString(2));
      }
    }
    return extensions;
  }

  private long number(String sql) throws SQLException {
    try (Statement query = session.createStatement();
        ResultSet row = query.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
