package io.tidemark.promote;

import io.tidemark.census.DatabaseProperties;
import io.tidemark.census.DatabasePropertiesReader;
import io.tidemark.load.Connector;
import io.tidemark.load.DatabaseMark;
import io.tidemark.load.SideDatabase;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.Sessions;
import io.tidemark.provision.ScratchPostgres;
import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A live database with settings of its own, and a restored one beside it. */
final class PromotionFixture implements AutoCloseable {
  private static final Sessions SESSIONS = new Sessions();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  final String restoreId = "p" + NUMBERS.incrementAndGet();
  final String target = "Shop \"" + restoreId + "\"";
  final String side = "side_" + restoreId;
  final String previous = PreviousName.of(target, Instant.EPOCH);
  final DatabaseMark mark = DatabaseMark.side(restoreId, "tidemark-restore", "run-1");
  final ScratchPostgres server;
  final DatabaseProperties properties;
  final long targetOid;
  final long sideOid;

  PromotionFixture(int major) throws Exception {
    server = TestServers.server(major);
    String quoted = quoted(target);
    run(
        "DO $$ BEGIN CREATE ROLE promote_app LOGIN;"
            + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    run("CREATE DATABASE " + quoted + " TEMPLATE template0");
    run("COMMENT ON DATABASE " + quoted + " IS 'the ''live'' one'");
    run("ALTER DATABASE " + quoted + " CONNECTION LIMIT 77");
    run("ALTER DATABASE " + quoted + " SET search_path TO \"$user\", \"we ird\", public");
    run("ALTER DATABASE " + quoted + " SET statement_timeout TO '9s'");
    run("ALTER DATABASE " + quoted + " SET app.tenant TO 'a, \"b\"'");
    run("ALTER ROLE promote_app IN DATABASE " + quoted + " SET work_mem TO '5MB'");
    run("REVOKE ALL ON DATABASE " + quoted + " FROM PUBLIC");
    run("GRANT CONNECT ON DATABASE " + quoted + " TO promote_app WITH GRANT OPTION");
    targetOid = oid(target);
    try (Connection session = SESSIONS.open(server.target().withDatabase(target), "test")) {
      properties = new DatabasePropertiesReader(session).read();
    }
    sideOid = new SideDatabase(maintenance()).create(side, mark, properties).oid();
    live(target).execute("CREATE TABLE which AS SELECT 'old' AS it");
    live(side).execute("CREATE TABLE which AS SELECT 'new' AS it");
  }

  Connector maintenance() {
    return () -> SESSIONS.open(server.target(), "tidemark maintenance");
  }

  /** Another role's way in, for what a session of the maintenance name must not see. */
  Connector killer() {
    return () -> SESSIONS.open(server.target(), "test killer");
  }

  ConnectionTarget clients() {
    return server.target().withDatabase(target);
  }

  TestDatabase live(String name) {
    return TestDatabase.existing(server, name);
  }

  Promotion.Request request() {
    return new Promotion.Request(
        target, targetOid, side, sideOid, previous, mark, properties, false);
  }

  Rollback.Request rollback() {
    return new Rollback.Request(target, targetOid, sideOid, side, mark);
  }

  long oid(String name) throws SQLException {
    String oid = query("SELECT oid FROM pg_database WHERE datname = '" + name + "'");
    return oid == null ? 0 : Long.parseLong(oid);
  }

  @Nullable String name(long oid) throws SQLException {
    return query("SELECT datname FROM pg_database WHERE oid = " + oid);
  }

  /** Settings, rights, limit and comment, as text. */
  @Nullable String propertiesOf(long oid) throws SQLException {
    return query(
        "SELECT format('%s|%s|%s|%s|%s', datconnlimit, pg_get_userbyid(datdba),"
            + " shobj_description(oid, 'pg_database'),"
            + " (SELECT array_agg(a::text ORDER BY a::text) FROM aclexplode(datacl) a),"
            + " (SELECT array_agg(format('%s %s', setrole, c) ORDER BY setrole, c)"
            + " FROM pg_db_role_setting, unnest(setconfig) c WHERE setdatabase = d.oid))"
            + " FROM pg_database d WHERE oid = "
            + oid);
  }

  void run(String sql) throws SQLException {
    try (Connection session = maintenance().open();
        Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  @Nullable String query(String sql) throws SQLException {
    try (Connection session = maintenance().open();
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws SQLException {
    List<Long> oids = new ArrayList<>(List.of(sideOid, targetOid));
    for (long oid : oids) {
      String name = name(oid);
      if (name != null) {
        run("DROP DATABASE " + quoted(name) + " WITH (FORCE)");
      }
    }
  }
}
