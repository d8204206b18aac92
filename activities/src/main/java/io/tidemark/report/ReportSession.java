package io.tidemark.report;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PostgresException;
import io.tidemark.postgres.Sessions;
import io.tidemark.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The one session through which reports look: read only, in autocommit so that every look is fresh,
 * and unable to wait for long. A lock that is not to be had within {@link Limits#lock} is let go,
 * because a query in the queue of a lock blocks everybody behind it. Not safe for concurrent use.
 */
public final class ReportSession implements AutoCloseable {
  /** Shown in pg_stat_activity. */
  public static final String APPLICATION_NAME = "tidemark report";

  /**
   * How little reports may disturb.
   *
   * @param statement the longest that one statement may run
   * @param lock the longest that one statement may wait for a lock
   * @param total after this no further statement is begun
   */
  public record Limits(Duration statement, Duration lock, Duration total) {
    /** 5 s a statement, 200 ms a lock, a minute for everything. */
    public static final Limits USUAL =
        new Limits(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMinutes(1));
  }

  /** Where our role may say so, reports do not count among the statements that they report. */
  private static final String UNCOUNTED =
      """
      SELECT set_config(s.name, 'none', false) FROM pg_settings s JOIN pg_roles r ON r.rolsuper
      WHERE s.name = 'pg_stat_statements.track' AND r.rolname = current_user
      """;

  private static final Executor SAME_THREAD = Runnable::run;

  private final Connection connection;
  private final Clock clock;
  private final Instant deadline;
  private final Map<String, Set<String>> columns = new HashMap<>();
  private final Map<String, Optional<String>> schemas = new HashMap<>();

  private ReportSession(Connection connection, Clock clock, Instant deadline) {
    this.connection = connection;
    this.clock = clock;
    this.deadline = deadline;
  }

  /**
   * Opens the session.
   *
   * @throws PostgresException when the server cannot be reached or refuses us
   */
  public static ReportSession open(Sessions sessions, ConnectionTarget target, Limits limits)
      throws PostgresException {
    Clock clock = Clock.systemUTC();
    Connection connection = sessions.openWithoutEventTriggers(target, APPLICATION_NAME);
    try (Statement statement = connection.createStatement()) {
      // A server that stops answering at all is noticed a little after its own timeout.
      connection.setNetworkTimeout(
          SAME_THREAD, Math.toIntExact(limits.statement().plusSeconds(10).toMillis()));
      statement.execute(
          """
          SET default_transaction_read_only = on;
          SET statement_timeout = %d;
          SET lock_timeout = %d;
          SET idle_in_transaction_session_timeout = 5000;
          SET search_path = '';
          SET timezone = 'UTC';
          SET jit = off;
          SET max_parallel_workers_per_gather = 0
          """
              .formatted(limits.statement().toMillis(), limits.lock().toMillis()));
      statement.execute(UNCOUNTED);
      return new ReportSession(connection, clock, clock.instant().plus(limits.total()));
    } catch (SQLException e) {
      try {
        connection.close();
      } catch (SQLException second) {
        e.addSuppressed(second);
      }
      throw PostgresException.of("preparing a session for reports", e);
    }
  }

  /** The time here, which captures are dated with. */
  public Instant now() {
    return clock.instant();
  }

  /** Runs the statement of a file of this package. */
  List<Row> file(String name, Object... parameters) throws SQLException {
    return query(SqlFile.read(name), parameters);
  }

  /**
   * Runs a query.
   *
   * @param parameters for its question marks; arrays become PostgreSQL's
   * @throws PostgresException classified; CANCELLED when the time for all reports is over
   */
  public List<Row> query(String sql, Object... parameters) throws SQLException {
    if (clock.instant().isAfter(deadline)) {
      throw PostgresException.of(
          "looking", new SQLException("the time for reports is over", "57014"));
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        if (parameters[i] instanceof Long[] numbers) {
          statement.setArray(i + 1, connection.createArrayOf("bigint", numbers));
        } else {
          statement.setObject(i + 1, parameters[i]);
        }
      }
      try (ResultSet result = statement.executeQuery()) {
        return RowReader.read(result);
      }
    } catch (SQLException e) {
      throw PostgresException.of("looking", e);
    }
  }

  /** The only row of a query. */
  public Row one(String sql, Object... parameters) throws SQLException {
    List<Row> rows = query(sql, parameters);
    return rows.isEmpty() ? new Row(Map.of()) : rows.get(0);
  }

  /** The columns that a relation has on this server; empty when there is no such relation. */
  public Set<String> columns(String schema, String relation) throws SQLException {
    String name = Sql.qualified(schema, relation);
    Set<String> known = columns.get(name);
    if (known == null) {
      known = new LinkedHashSet<>();
      for (Row row :
          query(
              """
              SELECT attname::text AS name FROM pg_catalog.pg_attribute
              WHERE attrelid = pg_catalog.to_regclass(?) AND attnum > 0 AND NOT attisdropped
              ORDER BY attnum
              """,
              name)) {
        known.add(row.text("name"));
      }
      columns.put(name, known);
    }
    return known;
  }

  /** Whether a catalog view has a column on this server. */
  public boolean has(String view, String column) throws SQLException {
    return columns("pg_catalog", view).contains(column);
  }

  /** The quoted schema of an installed extension; empty when this database has it not. */
  public Optional<String> extension(String name) throws SQLException {
    Optional<String> known = schemas.get(name);
    if (known == null) {
      List<Row> found =
          query(
              """
              SELECT n.nspname::text AS schema FROM pg_catalog.pg_extension e
              JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = ?
              """,
              name);
      known = found.stream().map(row -> row.text("schema")).findFirst();
      schemas.put(name, known);
    }
    return known;
  }

  /** Whether our role sees other sessions, all settings and all statistics. */
  public boolean seesAllStatistics() throws SQLException {
    return one("SELECT pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE')"
            + " AND pg_catalog.pg_has_role('pg_read_all_settings', 'USAGE') AS sees")
        .flag("sees");
  }

  @Override
  public void close() throws SQLException {
    requireNonNull(connection).close();
  }
}
