package io.tidemark.load;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.Finding.Severity;
import io.tidemark.archive.Contents;
import io.tidemark.census.CensusComparison;
import io.tidemark.census.CensusReader;
import io.tidemark.census.DatabasePropertiesReader;
import io.tidemark.census.ObjectCensus;
import io.tidemark.postgres.SessionSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Compares a loaded database with what was recorded under the backup's own snapshot: the rows of
 * every table, the objects by kind, sequences, extensions, large objects. Reads only.
 */
public final class RestoreCheck {
  private static final String INVALID_INDEXES =
      "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_index i"
          + " JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          // An index on a partitioned table is invalid, and dumped, while a partition lacks it.
          + " WHERE NOT i.indisvalid AND c.relkind = 'i' ORDER BY 1";

  private final Lanes lanes;
  private final int count;

  /**
   * @param side sessions to the loaded database in which event triggers stay silent
   * @param lanes sessions that count at once
   */
  public RestoreCheck(Connector side, int lanes) {
    this.lanes = new Lanes(requireNonNull(side, "side is null"), SessionSettings::forCheck);
    this.count = lanes;
  }

  /**
   * What was compared.
   *
   * @param tables tables whose rows were counted
   * @param rows rows of these tables
   * @param findings differences, worst first
   */
  public record Checked(int tables, long rows, List<Finding> findings) {
    public Checked {
      findings = List.copyOf(findings);
    }
  }

  /** Compares everything; differences are findings, never exceptions. */
  public Checked check(Contents recorded, LoadProgress progress)
      throws LoadException, IOException, SQLException, InterruptedException {
    Queue<Finding> findings = new ConcurrentLinkedQueue<>();
    ExpectedCounts expected = ExpectedCounts.of(recorded);
    SortedMap<String, Long> counted = count(expected, findings, progress);
    SortedMap<String, Long> byPgDump = new TreeMap<>(counted);
    byPgDump.keySet().retainAll(recorded.census().rows().keySet());
    lanes.run(
        1,
        session -> {
          ObjectCensus found = new CensusReader(session, Bookkeeping.PREFIX).read(List.of());
          findings.addAll(
              CensusComparison.compare(
                  recorded.census(),
                  new ObjectCensus(
                      found.counts(), found.extensions(), found.sequences(), byPgDump)));
          findings.addAll(
              CensusComparison.compare(
                  recorded.database(), new DatabasePropertiesReader(session).read()));
          invalidIndexes(session, findings);
        });
    return new Checked(
        counted.size(),
        counted.values().stream().mapToLong(Long::longValue).sum(),
        findings.stream().sorted(Comparator.comparing(Finding::severity)).toList());
  }

  private SortedMap<String, Long> count(
      ExpectedCounts expected, Queue<Finding> findings, LoadProgress progress)
      throws LoadException, IOException, SQLException, InterruptedException {
    Queue<ExpectedCounts.Table> left = new ConcurrentLinkedQueue<>(expected.largestFirst());
    SortedMap<String, Long> counted = new ConcurrentSkipListMap<>();
    progress.expect(left.size());
    if (!left.isEmpty()) {
      lanes.run(
          Math.min(count, left.size()),
          session -> {
            for (ExpectedCounts.Table table = left.poll(); table != null; table = left.poll()) {
              count(session, table, counted, findings);
              progress.addDone(1);
            }
          });
    }
    return counted;
  }

  private static void count(
      Connection session,
      ExpectedCounts.Table table,
      Map<String, Long> counted,
      Queue<Finding> findings)
      throws SQLException {
    long rows;
    try (Statement query = session.createStatement();
        ResultSet result = query.executeQuery("SELECT count(*) FROM " + table.from())) {
      result.next();
      rows = result.getLong(1);
    } catch (SQLException e) {
      if (!"42P01".equals(e.getSQLState()) && !"3F000".equals(e.getSQLState())) {
        throw e;
      }
      findings.add(rows(table, "none", "the table is missing"));
      return;
    }
    counted.put(table.name(), rows);
    if (rows != table.rows() && !table.countedByCensus()) {
      findings.add(
          rows(table, Long.toString(rows), "another number of rows than under the snapshot"));
    }
  }

  private static Finding rows(ExpectedCounts.Table table, String found, String message) {
    return new Finding(
        Severity.ERROR, "rows", table.name(), Long.toString(table.rows()), found, message);
  }

  private static void invalidIndexes(Connection session, Queue<Finding> findings)
      throws SQLException {
    try (Statement query = session.createStatement();
        ResultSet rows = query.executeQuery(INVALID_INDEXES)) {
      while (rows.next()) {
        findings.add(
            new Finding(
                Severity.ERROR,
                "indexes",
                rows.getString(1),
                "valid",
                "invalid",
                "the index cannot be used"));
      }
    }
  }
}
