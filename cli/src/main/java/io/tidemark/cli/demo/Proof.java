package io.tidemark.cli.demo;

import static java.util.stream.Collectors.joining;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgExit;
import io.tidemark.postgres.PgProcess;
import io.tidemark.postgres.PgTools;
import io.tidemark.postgres.ServerFacts;
import io.tidemark.postgres.Sessions;
import io.tidemark.postgres.Sql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database was at one moment, so that two moments can be compared: the text of its schema,
 * and of each table, matview, sequence and large object a fingerprint of its rows as a set.
 * Independent of the backup: nothing here reads what Tidemark recorded.
 *
 * @param schema as pg_dump writes it, without its comments and session keys
 * @param rows by name: how many, and the sum of the rows' hashes
 */
record Proof(String schema, SortedMap<String, String> rows) {
  private static final String RELATIONS =
      """
      SELECT n.nspname, c.relname, c.relkind
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'm', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      """;

  private static final String LARGE_OBJECTS =
      """
      SELECT count(*) || ' ' || coalesce(sum(hashtextextended(oid::text || lomowner || coalesce(lomacl::text, '')
               || md5(lo_get(oid)), 0)::numeric), 0)
      FROM pg_catalog.pg_largeobject_metadata
      """;

  Proof {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /** Looks at a database; it should be at rest. */
  static Proof of(Sessions sessions, PgTools tools, ConnectionTarget database)
      throws SQLException, IOException, InterruptedException {
    TreeMap<String, String> rows = new TreeMap<>();
    int major;
    try (Connection session = sessions.open(database, "tidemark demo proof")) {
      major = ServerFacts.read(session).major();
      execute(session, "SET row_security = off");
      execute(session, "SET timezone = 'UTC'");
      for (String[] relation : relations(session)) {
        String name = Sql.qualified(relation[0], relation[1]);
        rows.put(name, text(session, fingerprint(name, relation[2])));
      }
      rows.put("large objects", text(session, LARGE_OBJECTS));
    }
    return new Proof(schema(tools, major, database), rows);
  }

  /** What is not the same; empty when nothing is. */
  List<String> differencesTo(Proof other) {
    List<String> differences = new ArrayList<>();
    if (!schema.equals(other.schema)) {
      differences.add("the schema");
    }
    TreeSet<String> names = new TreeSet<>(rows.keySet());
    names.addAll(other.rows.keySet());
    for (String name : names) {
      if (!rows.getOrDefault(name, "missing").equals(other.rows.getOrDefault(name, "missing"))) {
        differences.add(name);
      }
    }
    return differences;
  }

  private static List<String[]> relations(Connection session) throws SQLException {
    List<String[]> relations = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet found = statement.executeQuery(RELATIONS)) {
      while (found.next()) {
        relations.add(new String[] {found.getString(1), found.getString(2), found.getString(3)});
      }
    }
    return relations;
  }

  private static String fingerprint(String name, String kind) {
    return kind.equals("S")
        ? "SELECT last_value || ' ' || is_called FROM " + name
        : "SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM"
            + " ONLY "
            + name
            + " t";
  }

  private static String schema(PgTools tools, int major, ConnectionTarget database)
      throws IOException, InterruptedException {
    PgCommand command =
        PgCommand.connected(
            tools.find("pg_dump", major),
            List.of("--schema-only", "--create"),
            database,
            "tidemark demo proof");
    try (PgProcess dump = PgProcess.start(command)) {
      String text = new String(dump.stdout().readAllBytes(), StandardCharsets.UTF_8);
      PgExit exit = dump.waitFor();
      if (exit.status() != 0) {
        throw new IOException("pg_dump --schema-only failed: " + exit.stderrTail());
      }
      return text.lines()
          .filter(line -> !line.startsWith("--") && !line.matches("\\\\(un)?restrict .*"))
          .collect(joining("\n"));
    }
  }

  private static String text(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private static void execute(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
