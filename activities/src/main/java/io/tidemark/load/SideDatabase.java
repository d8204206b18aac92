package io.tidemark.load;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.restore.Finding;
import io.tidemark.census.DatabaseProperties;
import io.tidemark.postgres.PostgresException;
import io.tidemark.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database that a restore loads beside the live one. Its comment is a {@link DatabaseMark};
 * without the mark of this very restore, by whichever run of its workflow, a database is never
 * written and never dropped.
 *
 * <p>CREATE DATABASE cannot be part of a transaction with anything, so the database is born closed:
 * nobody may connect until the mark is there. A crash in between leaves a database that has never
 * let anybody in; the next attempt knows it by that.
 */
public final class SideDatabase {
  private final Connector maintenance;

  /**
   * @param maintenance sessions to another database of the same server, as a role that may create
   *     databases
   */
  public SideDatabase(Connector maintenance) {
    this.maintenance = requireNonNull(maintenance, "maintenance is null");
  }

  /**
   * A database that is there.
   *
   * @param oid of the database
   * @param findings what is not as recorded and was let pass
   */
  public record Created(long oid, List<Finding> findings) {
    public Created {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Creates the database anew: what an earlier attempt of the same restore left is dropped first.
   *
   * @param name of the database; fixed by the caller before the first attempt
   * @param properties recorded encoding, locale, owner and tablespace; nothing else of them is used
   * @throws LoadException CONFLICT when the name is taken by a database without this mark; MISSING
   *     when the server lacks the owner's role, the encoding or the locale
   */
  public Created create(String name, DatabaseMark mark, DatabaseProperties properties)
      throws LoadException, SQLException {
    try (Connection session = maintenance.open()) {
      dropOurs(session, name, mark);
      List<Finding> findings = new ArrayList<>();
      String create = new CreateDatabase(session, properties, findings).sql(name);
      execute(session, name, create);
      admit(session, name, mark);
      Found found = find(session, name).orElseThrow(() -> vanished(name));
      return new Created(found.oid, findings);
    }
  }

  /**
   * Drops the database and ends its sessions. Safe to repeat.
   *
   * @return whether it was there
   * @throws LoadException CONFLICT when it does not carry this mark; IN_USE when prepared
   *     transactions, slots or subscriptions hang on it
   */
  public boolean drop(String name, DatabaseMark mark) throws LoadException, SQLException {
    try (Connection session = maintenance.open()) {
      return dropOurs(session, name, mark);
    }
  }

  private static boolean dropOurs(Connection session, String name, DatabaseMark mark)
      throws LoadException, SQLException {
    Optional<Found> found = find(session, name);
    if (found.isEmpty()) {
      return false;
    }
    if (!found.get().isOurs(mark)) {
      throw new LoadException(
          LoadException.Kind.CONFLICT,
          "database "
              + Sql.identifier(name)
              + " is there already and does not belong to this restore; it is left alone");
    }
    execute(session, name, "DROP DATABASE IF EXISTS " + Sql.identifier(name) + " WITH (FORCE)");
    return true;
  }

  /** Marks the database, and opens it for its owner and for us only. */
  private static void admit(Connection session, String name, DatabaseMark mark)
      throws SQLException {
    String database = "DATABASE " + Sql.identifier(name);
    session.setAutoCommit(false);
    try (Statement statement = session.createStatement()) {
      statement.execute("COMMENT ON " + database + " IS " + Sql.literal(mark.toComment()));
      // Tables come with their grants before row security is switched on: nobody may look
      // meanwhile.
      statement.execute("REVOKE ALL ON " + database + " FROM PUBLIC");
      statement.execute("ALTER " + database + " ALLOW_CONNECTIONS true CONNECTION LIMIT -1");
      session.commit();
    } finally {
      session.setAutoCommit(true);
    }
  }

  private static void execute(Connection session, String name, String sql)
      throws LoadException, SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw classify(name, e);
    }
  }

  private static LoadException classify(String name, SQLException e) throws SQLException {
    LoadException.Kind kind =
        switch (String.valueOf(e.getSQLState())) {
          // duplicate_database; two sessions created it at once
          case "42P04", "23505" -> LoadException.Kind.CONFLICT;
          // object_in_use
          case "55006" -> LoadException.Kind.IN_USE;
          // locale or encoding that this server does not know, or was not built with; ICU in 15
          // has no better word than internal_error
          case "22023", "42704", "42809", "0A000", "XX000" -> LoadException.Kind.MISSING;
          default -> throw PostgresException.of("database " + Sql.identifier(name), e);
        };
    return new LoadException(kind, "database " + Sql.identifier(name) + ": " + e.getMessage(), e);
  }

  private static LoadException vanished(String name) {
    return new LoadException(
        LoadException.Kind.FAILED,
        "database " + Sql.identifier(name) + " vanished right after it was created");
  }

  private static Optional<Found> find(Connection session, String name) throws SQLException {
    try (PreparedStatement query =
        session.prepareStatement(
            "SELECT d.oid, d.datallowconn, d.datconnlimit,"
                + " pg_catalog.shobj_description(d.oid, 'pg_database')"
                + " FROM pg_catalog.pg_database d WHERE d.datname = ?")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Found(rows.getLong(1), rows.getBoolean(2), rows.getInt(3), rows.getString(4)))
            : Optional.empty();
      }
    }
  }

  /** A database as the catalog shows it. */
  private record Found(
      long oid, boolean allowsConnections, int connectionLimit, @Nullable String comment) {
    boolean isOurs(DatabaseMark mark) {
      return mark.isSideOfSameRestore(comment) || neverLetAnybodyIn();
    }

    /** As {@link CreateDatabase} leaves it, until it is marked. */
    private boolean neverLetAnybodyIn() {
      return comment == null && !allowsConnections && connectionLimit == 0;
    }
  }
}
