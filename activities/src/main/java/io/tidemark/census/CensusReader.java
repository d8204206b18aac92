package io.tidemark.census;

import io.tidemark.plan.PlannedTable;
import io.tidemark.plan.TableName;
import io.tidemark.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads a census, of the source under the snapshot and of the restored side alike. The source's is
 * read before the data part is dumped: sequences move on regardless of snapshots, and a restored
 * one must not be behind what was recorded.
 */
public final class CensusReader {
  private static final int SEQUENCES_A_QUERY = 200;

  private final Connection session;
  private final String ownSchema;

  /**
   * @param session with pg_dump's settings; under the snapshot when it is the source
   * @param ownSchema name of our bookkeeping schema, which is not counted
   */
  public CensusReader(Connection session, String ownSchema) {
    this.session = session;
    this.ownSchema = ownSchema;
  }

  /**
   * Counts everything.
   *
   * @param leftToPgDump tables whose rows are counted here, since no rows part counts them
   */
  public ObjectCensus read(List<TableName> leftToPgDump) throws SQLException {
    return new ObjectCensus(counts(), extensions(), sequences(), rows(leftToPgDump));
  }

  /** The names of a plan's tables that are left to pg_dump. */
  public static List<TableName> names(List<PlannedTable> tables) {
    return tables.stream().map(PlannedTable::name).toList();
  }

  private SortedMap<String, Long> counts() throws SQLException {
    SortedMap<String, Long> counts = new TreeMap<>();
    try (PreparedStatement statement = session.prepareStatement(CensusSql.COUNTS)) {
      statement.setString(1, ownSchema);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          counts.put(found.getString(1), found.getLong(2));
        }
      }
    }
    return counts;
  }

  private SortedMap<String, String> extensions() throws SQLException {
    SortedMap<String, String> versions = new TreeMap<>();
    try (Statement statement = session.createStatement();
        ResultSet found = statement.executeQuery(CensusSql.EXTENSIONS)) {
      while (found.next()) {
        versions.put(found.getString(1), found.getString(2));
      }
    }
    return versions;
  }

  private List<SequenceState> sequences() throws SQLException {
    List<String> queries = new ArrayList<>();
    try (PreparedStatement statement = session.prepareStatement(CensusSql.SEQUENCES)) {
      statement.setString(1, ownSchema);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          TableName name = new TableName(found.getString(1), found.getString(2));
          queries.add(
              "SELECT "
                  + Sql.literal(name.quoted())
                  + ", last_value, is_called, "
                  + found.getLong(3)
                  + " FROM "
                  + name.quoted());
        }
      }
    }
    List<SequenceState> states = new ArrayList<>();
    for (int from = 0; from < queries.size(); from += SEQUENCES_A_QUERY) {
      states.addAll(
          states(queries.subList(from, Math.min(from + SEQUENCES_A_QUERY, queries.size()))));
    }
    return states;
  }

  private List<SequenceState> states(List<String> queries) throws SQLException {
    List<SequenceState> states = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet found =
            statement.executeQuery(queries.stream().collect(Collectors.joining(" UNION ALL ")))) {
      while (found.next()) {
        states.add(
            new SequenceState(
                found.getString(1), found.getLong(2), found.getBoolean(3), found.getLong(4)));
      }
    }
    return states;
  }

  private SortedMap<String, Long> rows(List<TableName> tables) throws SQLException {
    SortedMap<String, Long> rows = new TreeMap<>();
    for (TableName table : tables) {
      try (Statement statement = session.createStatement();
          ResultSet found = statement.executeQuery("SELECT count(*) FROM ONLY " + table.quoted())) {
        found.next();
        rows.put(table.quoted(), found.getLong(1));
      }
    }
    return rows;
  }
}
