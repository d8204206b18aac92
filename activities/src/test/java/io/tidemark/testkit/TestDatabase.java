package io.tidemark.testkit;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.Sessions;
import io.tidemark.postgres.Sql;
import io.tidemark.provision.ScratchPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A database of a test's own; closing it ends its sessions and drops it. */
public final class TestDatabase implements AutoCloseable {
  private static final Sessions SESSIONS = new Sessions();

  private final ScratchPostgres server;
  private final String name;

  private TestDatabase(ScratchPostgres server, String name) {
    this.server = server;
    this.name = name;
  }

  /**
   * Creates an empty UTF8 database from template0.
   *
   * @param options more of CREATE DATABASE, for example {@code ENCODING 'SQL_ASCII'}
   */
  static TestDatabase create(ScratchPostgres server, String name, String options) {
    TestDatabase database = new TestDatabase(server, name);
    database.executeOnMaintenance(
        "CREATE DATABASE "
            + Sql.identifier(name)
            + " "
            + (options.contains("TEMPLATE") ? options : "TEMPLATE template0 " + options));
    return database;
  }

  /** A database that a test, or the program under test, has created; closing drops it as well. */
  public static TestDatabase existing(ScratchPostgres server, String name) {
    return new TestDatabase(server, name);
  }

  public ScratchPostgres server() {
    return server;
  }

  public String name() {
    return name;
  }

  /** The superuser in this database, over TCP. */
  public ConnectionTarget target() {
    return server.target().withDatabase(name);
  }

  /** A URI with the password in it. */
  public String uri() {
    return server.uri(name);
  }

  /** A new session of the superuser. */
  public Connection connect() throws SQLException {
    return SESSIONS.open(target(), "tidemark test");
  }

  /** Runs statements, separated by semicolons, in one go and one transaction. */
  public void execute(String sql) {
    try (Connection session = connect();
        Statement statement = session.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(sql, failure);
    }
  }

  /** The first column of the first row as text; null when it is NULL or there is no row. */
  public @Nullable String query(String sql) {
    try (Connection session = connect();
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException failure) {
      throw new AssertionError(sql, failure);
    }
  }

  /** Forgets the database's subscriptions, whose publishers need not exist. */
  void dropSubscriptions() {
    try (Connection session = SESSIONS.openWithoutEventTriggers(target(), "tidemark test");
        Statement statement = session.createStatement()) {
      statement.execute(
          """
          DO $$
          DECLARE s name;
          BEGIN
            FOR s IN SELECT subname FROM pg_subscription
                      WHERE subdbid = (SELECT oid FROM pg_database
                                        WHERE datname = current_database()) LOOP
              EXECUTE format('ALTER SUBSCRIPTION %I DISABLE', s);
              EXECUTE format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', s);
              EXECUTE format('DROP SUBSCRIPTION %I', s);
            END LOOP;
          END $$\
          """);
    } catch (SQLException failure) {
      throw new AssertionError("cannot drop the subscriptions of " + name, failure);
    }
  }

  @Override
  public void close() {
    if (exists()) {
      dropSubscriptions();
    }
    executeOnMaintenance("DROP DATABASE IF EXISTS " + Sql.identifier(name) + " WITH (FORCE)");
  }

  private boolean exists() {
    String query =
        "SELECT count(*) FROM pg_database WHERE datallowconn AND datname = " + Sql.literal(name);
    return "1".equals(existing(server, "postgres").query(query));
  }

  private void executeOnMaintenance(String sql) {
    try (Connection session = SESSIONS.open(server.target(), "tidemark test");
        Statement statement = session.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(sql, failure);
    }
  }
}
