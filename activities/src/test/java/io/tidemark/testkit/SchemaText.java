package io.tidemark.testkit;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgExit;
import io.tidemark.postgres.PgProcess;
import io.tidemark.postgres.PgProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All definitions of a database as pg_dump writes them, cut into entries, without what differs
 * between any two dumps: the database's name, random keys, the order of entries, comments.
 */
final class SchemaText {
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^--\n-- (?:Data for )?Name: (.*?); Type: ([^;]*); Schema: ");
  private static final Pattern CURRENT =
      Pattern.compile("(?m)^SET (default_tablespace|default_table_access_method) = (.*);\n");

  /** Roles stand in the order of their OIDs, which is another one on another server. */
  private static final Pattern POLICY_ROLES =
      Pattern.compile("(?<=\" TO )\"(?:[^\"]|\"\")*\"(?:, \"(?:[^\"]|\"\")*\")+");

  private static final String DATABASE = "<database>";

  private SchemaText() {}

  /** Entries by kind and name; entries of one name in one text. */
  static Map<String, String> entries(ConnectionTarget target, PgProgram pgDump) {
    return entries(dump(target, pgDump), target.database());
  }

  private static String dump(ConnectionTarget target, PgProgram pgDump) {
    List<String> arguments =
        List.of("--schema-only", "--create", "--no-subscriptions", "--quote-all-identifiers");
    try (PgProcess process =
        PgProcess.start(PgCommand.connected(pgDump, arguments, target, "comparison"))) {
      String text = new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8);
      PgExit exit = process.waitFor();
      if (exit.status() != 0) {
        throw new AssertionError("pg_dump: " + exit.stderrTail());
      }
      return text;
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError("cannot compare " + target, failure);
    }
  }

  private static Map<String, String> entries(String dump, String database) {
    Map<String, String> entries = new TreeMap<>();
    Map<String, String> current = new TreeMap<>();
    Matcher head = ENTRY.matcher(dump);
    boolean found = head.find();
    while (found) {
      String name = head.group(1);
      String type = head.group(2);
      int begin = head.start();
      found = head.find();
      String entry = dump.substring(begin, found ? head.start() : dump.length());
      String body = withoutNoise(entry, database);
      if (type.equals("POLICY")) {
        body = POLICY_ROLES.matcher(body).replaceAll(roles -> sorted(roles.group()));
      }
      // Where tables are stored is set in passing, at the end of an entry, when it changes.
      boolean stored = type.equals("TABLE") || type.endsWith("INDEX") || type.contains("VIEW");
      String place = stored ? "\n" + current : "";
      Matcher set = CURRENT.matcher(body);
      while (set.find()) {
        current.put(set.group(1), set.group(2));
      }
      entries.merge(
          type + " " + (body.contains(DATABASE) ? "of the database" : name),
          CURRENT.matcher(body).replaceAll("").strip() + place,
          (one, other) -> one.compareTo(other) <= 0 ? one + "\n" + other : other + "\n" + one);
    }
    return entries;
  }

  private static String sorted(String roles) {
    return Matcher.quoteReplacement(
        Arrays.stream(roles.split(", ")).sorted().collect(Collectors.joining(", ")));
  }

  private static String withoutNoise(String entry, String database) {
    String quoted = Pattern.quote("\"" + database.replace("\"", "\"\"") + "\"");
    return entry
        .replaceAll("(?m)^--.*\n", "")
        .replaceAll("(?m)^\\\\.*\n", "")
        // Each connection of the script begins with the same settings.
        .replaceAll("(?m)^(SET (?!default_)[a-z_]+ = |SELECT pg_catalog.set_config).*\n", "")
        .replaceAll(
            "(?m)^((?:CREATE|ALTER|COMMENT ON|GRANT|REVOKE)\\b.*\\bDATABASE )" + quoted,
            "$1" + DATABASE);
  }
}
