package io.tidemark.cli.doctor;

import io.tidemark.activity.DatabaseSettings;
import io.tidemark.plan.DumpRights;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.PgToolException;
import io.tidemark.postgres.PostgresException;
import io.tidemark.postgres.ServerFacts;
import io.tidemark.snapshot.LockRoom;
import io.tidemark.worker.Wiring;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The server, the programs for it, and what our role may do there. */
final class ServerChecks implements Check {
  private static final String TABLES =
      """
      SELECT count(*)
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      """;

  private static final String MAY_RENAME =
      """
      SELECT r.rolsuper OR (r.rolcreatedb AND pg_catalog.pg_has_role(d.datdba, 'MEMBER')),
             r.rolsuper OR pg_catalog.pg_has_role('pg_signal_backend', 'MEMBER')
      FROM pg_catalog.pg_database d, pg_catalog.pg_roles r
      WHERE d.datname = current_database() AND r.rolname = current_user
      """;

  private final Wiring wiring;
  private final DatabaseSettings database;

  ServerChecks(Wiring wiring, DatabaseSettings database) {
    this.wiring = wiring;
    this.database = database;
  }

  @Override
  public String name() {
    return "connection";
  }

  @Override
  public List<Diagnosis> look() throws SQLException {
    List<Diagnosis> found = new ArrayList<>();
    try (Connection session = wiring.sessions().open(database.target(), "tidemark doctor")) {
      ServerFacts server = ServerFacts.read(session);
      found.add(
          Diagnosis.ok(
              name(),
              database.target().describe()
                  + ", PostgreSQL "
                  + server.version()
                  + (server.inRecovery() ? ", a standby" : "")));
      found.addAll(programs(server.major()));
      found.addAll(dumpRights(session));
      found.addAll(promotionRights(session));
      found.add(lockRoom(session, server));
    } catch (PostgresException e) {
      found.add(
          Diagnosis.fail(
              name(), String.valueOf(e.getMessage()), "Check DATABASE_URL or DIRECT_URL."));
    }
    return found;
  }

  private List<Diagnosis> programs(int major) {
    List<Diagnosis> found = new ArrayList<>();
    for (String name : List.of("pg_dump", "pg_dumpall", "pg_restore")) {
      try {
        PgProgram program = wiring.tools().find(name, major);
        found.add(Diagnosis.ok("programs", program.path() + " " + program.version()));
        program
            .warnings()
            .forEach(text -> found.add(Diagnosis.warn("programs", text, "Update it.")));
      } catch (PgToolException e) {
        found.add(
            Diagnosis.fail(
                "programs",
                String.valueOf(e.getMessage()),
                "Or name their folder in TIDEMARK_PG_BIN."));
      }
    }
    return found;
  }

  private static List<Diagnosis> dumpRights(Connection session) throws SQLException {
    DumpRights rights = DumpRights.read(session);
    List<Diagnosis> found = new ArrayList<>();
    if (rights.missing().isEmpty()) {
      found.add(Diagnosis.ok("rights to dump", "every table and sequence can be read"));
    }
    for (String missing : rights.missing()) {
      int cure = missing.lastIndexOf(": ");
      found.add(
          Diagnosis.fail(
              "rights to dump",
              missing.substring(0, cure),
              "Then " + missing.substring(cure + 2) + "."));
    }
    rights
        .notices()
        .forEach(
            text ->
                found.add(
                    Diagnosis.warn("rights to dump", text, "Dump as a superuser to have them.")));
    return found;
  }

  private List<Diagnosis> promotionRights(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(MAY_RENAME)) {
      row.next();
      List<Diagnosis> found = new ArrayList<>();
      if (!row.getBoolean(1)) {
        found.add(
            Diagnosis.fail(
                "rights to restore",
                "the role may not create databases and rename " + database.name(),
                "Give it CREATEDB and make it a member of the database's owner."));
      }
      if (!row.getBoolean(2)) {
        found.add(
            Diagnosis.warn(
                "rights to restore",
                "the role may not end other roles' sessions",
                "Grant it pg_signal_backend, or a restore over a database in use will not go"
                    + " through."));
      }
      return found.isEmpty()
          ? List.of(Diagnosis.ok("rights to restore", "may create, rename and end sessions"))
          : found;
    }
  }

  private Diagnosis lockRoom(Connection session, ServerFacts server) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      row.next();
      long tables = row.getLong(1);
      // pg_dump locks them all as well, beside the holders.
      return LockRoom.of(server, tables, database.holders() + 1)
          .advice()
          .map(advice -> Diagnosis.fail("lock table", "too small for this database", advice))
          .orElseGet(() -> Diagnosis.ok("lock table", "has room for " + tables + " tables"));
    }
  }
}
