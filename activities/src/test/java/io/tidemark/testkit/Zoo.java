package io.tidemark.testkit;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A database with every kind of object that its server's version knows, for round trips. */
public final class Zoo {
  private Zoo() {}

  /** Fills an empty database; the superuser does it. */
  public static void fill(TestDatabase database) {
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      // Braces mean something to JDBC, and something else to PostgreSQL.
      statement.setEscapeProcessing(false);
      for (String section : script().split("(?m)^-- @", -1)) {
        int lineEnd = section.indexOf('\n');
        if (!section.startsWith("--") && meets(section.substring(0, lineEnd).strip(), statement)) {
          run(section.substring(lineEnd), database, statement);
        }
      }
    } catch (SQLException failure) {
      throw new AssertionError("the zoo cannot be opened", failure);
    }
  }

  private static void run(String sql, TestDatabase database, Statement statement) {
    String complete = sql.replace(":database", Sql.identifier(database.name()));
    try {
      statement.execute(complete);
    } catch (SQLException failure) {
      throw new AssertionError(complete, failure);
    }
  }

  private static boolean meets(String head, Statement statement) throws SQLException {
    Deque<String> words = new ArrayDeque<>(List.of(head.split(" ")));
    int major = statement.getConnection().getMetaData().getDatabaseMajorVersion();
    boolean met = true;
    while (!words.isEmpty()) {
      switch (words.pop()) {
        case "since" -> met &= major >= Integer.parseInt(words.pop());
        case "until" -> met &= major <= Integer.parseInt(words.pop());
        case "extension" ->
            met &=
                isTrue(
                    "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = "
                        + Sql.literal(words.pop())
                        + ")",
                    statement);
        case "icu" ->
            met &=
                isTrue(
                    "SELECT EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu')",
                    statement);
        case "xml" -> met &= knowsXml(statement);
        default -> words.clear(); // what follows is for people
      }
    }
    return met;
  }

  private static boolean isTrue(String query, Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static boolean knowsXml(Statement statement) {
    try {
      return isTrue("SELECT '<a/>'::xml IS NOT NULL", statement);
    } catch (SQLException unsupported) {
      return false;
    }
  }

  private static String script() {
    try (InputStream in = requireNonNull(Zoo.class.getResourceAsStream("zoo.sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
