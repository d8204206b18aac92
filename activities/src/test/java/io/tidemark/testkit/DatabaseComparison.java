package io.tidemark.testkit;

import static io.tidemark.testkit.TestPrograms.find;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.ServerFacts;
import io.tidemark.postgres.SessionSettings;
import io.tidemark.postgres.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells whether two databases are the same in everything that a restore must bring back: all
 * definitions as pg_dump writes them, rows as sets, sequences not behind, large objects with owner
 * and rights, what is populated and valid, the database's own properties. Subscriptions, which a
 * restore leaves out, are not looked at.
 */
public final class DatabaseComparison {
  private static final int SHOWN_CHARS = 600;

  private final List<String> differences = new ArrayList<>();

  private DatabaseComparison() {}

  /** What differs, one readable text each; empty when nothing does. */
  public static List<String> differences(ConnectionTarget source, ConnectionTarget copy) {
    Sessions sessions = new Sessions();
    DatabaseComparison comparison = new DatabaseComparison();
    try (Connection one = sessions.openWithoutEventTriggers(source, "comparison");
        Connection other = sessions.openWithoutEventTriggers(copy, "comparison")) {
      int newest = Math.max(ServerFacts.read(one).major(), ServerFacts.read(other).major());
      PgProgram pgDump = find("pg_dump", newest);
      comparison.compare(
          "definition", SchemaText.entries(source, pgDump), SchemaText.entries(copy, pgDump));
      SessionSettings.forDump(one);
      SessionSettings.forDump(other);
      comparison.compareRows(one, other);
      comparison.compare("fact", CatalogFacts.read(one), CatalogFacts.read(other));
      comparison.differences.addAll(
          SequencePositions.read(one).behind(SequencePositions.read(other)));
    } catch (SQLException failure) {
      throw new AssertionError("cannot compare " + source + " and " + copy, failure);
    }
    return List.copyOf(comparison.differences);
  }

  private void compare(String kind, Map<String, String> source, Map<String, String> copy) {
    Set<String> names = new TreeSet<>(source.keySet());
    names.addAll(copy.keySet());
    for (String name : names) {
      String before = source.get(name);
      String after = copy.get(name);
      if (before == null) {
        differences.add(kind + " " + name + ": added: " + shown(String.valueOf(after)));
      } else if (after == null) {
        differences.add(kind + " " + name + ": missing: " + shown(before));
      } else if (!before.equals(after)) {
        differences.add(kind + " " + name + ": " + shown(before) + "\n  became " + shown(after));
      }
    }
  }

  private void compareRows(Connection source, Connection copy) throws SQLException {
    Map<String, String> before = RowDigests.queries(source);
    Map<String, String> after = RowDigests.queries(copy);
    compare("rows of", before, after);
    for (Map.Entry<String, String> table : before.entrySet()) {
      if (table.getValue().equals(after.get(table.getKey()))) {
        String difference = RowDigests.difference(source, copy, table.getValue());
        if (difference != null) {
          differences.add("rows of " + table.getKey() + ": " + difference);
        }
      }
    }
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
  }
}
