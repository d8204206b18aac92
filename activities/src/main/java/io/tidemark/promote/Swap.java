package io.tidemark.promote;

import static java.util.Objects.requireNonNull;

import io.tidemark.load.Connector;
import io.tidemark.postgres.PostgresException;
import io.tidemark.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Renames databases in one transaction, together with whatever else must become true at the same
 * instant. A crash anywhere, of anybody, leaves everything as it was.
 *
 * <p>RENAME takes its lock first and then waits up to five seconds for the database's sessions to
 * go; new ones queue behind the lock. So the sessions are ended from a second connection while the
 * first one waits. Ending them before would be a race that reconnecting clients win.
 */
final class Swap {
  private static final int ATTEMPTS = 3;
  private static final String OBJECT_IN_USE = "55006";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Connector maintenance;

  Swap(Connector maintenance) {
    this.maintenance = requireNonNull(maintenance, "maintenance is null");
  }

  /**
   * One database's new name.
   *
   * @param oid which database
   * @param from its name now
   * @param to its name afterwards
   */
  record Rename(long oid, String from, String to) {}

  /**
   * Renames and runs the statements.
   *
   * @param renames in an order in which no name is taken twice
   * @param statements that see the new names
   * @return how long new sessions had to wait, in milliseconds
   */
  long run(List<Rename> renames, List<String> statements) throws SQLException, PromotionException {
    for (int attempt = 1; ; attempt++) {
      try {
        return runOnce(renames, statements);
      } catch (SQLException e) {
        if (!OBJECT_IN_USE.equals(e.getSQLState()) && !LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
          throw PostgresException.of("renaming " + names(renames), e);
        }
        if (attempt == ATTEMPTS) {
          throw inUse(renames);
        }
      }
    }
  }

  private long runOnce(List<Rename> renames, List<String> statements)
      throws SQLException, PromotionException {
    List<Long> oids = renames.stream().map(Rename::oid).toList();
    try (Connection session = maintenance.open();
        SessionEnder ender = new SessionEnder(maintenance, oids)) {
      session.setAutoCommit(false);
      try (Statement statement = session.createStatement()) {
        statement.execute("SET LOCAL lock_timeout = '5s'");
        statement.execute("SET LOCAL statement_timeout = '30s'");
        statement.execute("SET LOCAL synchronous_commit = on");
        long start = System.nanoTime();
        ender.start();
        for (Rename rename : renames) {
          statement.execute(
              "ALTER DATABASE "
                  + Sql.identifier(rename.from)
                  + " RENAME TO "
                  + Sql.identifier(rename.to));
        }
        requireRenamed(session, renames);
        for (String sql : statements) {
          statement.execute(sql);
        }
        session.commit();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      }
    }
  }

  /** The names were looked up by the server just now: only the OIDs tell whose they were. */
  private static void requireRenamed(Connection session, List<Rename> renames)
      throws SQLException, PromotionException {
    SharedCatalog catalog = new SharedCatalog(session);
    for (Rename rename : renames) {
      if (!rename.to.equals(catalog.name(rename.oid).orElse(null))) {
        throw new PromotionException(
            PromotionException.Kind.CONFLICT,
            "database "
                + Sql.identifier(rename.from)
                + " is not the one that was looked at (OID "
                + rename.oid
                + "); nothing was renamed");
      }
    }
  }

  private PromotionException inUse(List<Rename> renames) throws SQLException {
    List<String> sessions = new ArrayList<>();
    try (Connection session = maintenance.open();
        PreparedStatement query =
            session.prepareStatement(
                "SELECT pg_catalog.format('%s %s %s', pid, usename, application_name)"
                    + " FROM pg_catalog.pg_stat_activity WHERE datid = ANY (?)"
                    + " ORDER BY backend_start LIMIT 5")) {
      query.setArray(1, session.createArrayOf("int8", renames.stream().map(Rename::oid).toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          sessions.add(rows.getString(1).strip());
        }
      }
    }
    return new PromotionException(
        PromotionException.Kind.IN_USE,
        "sessions could not be ended, so nothing was renamed: "
            + sessions
            + "; our role needs pg_signal_backend, or superuser to end those of superusers");
  }

  private static String names(List<Rename> renames) {
    return renames.stream().map(r -> Sql.identifier(r.from)).toList().toString();
  }
}
