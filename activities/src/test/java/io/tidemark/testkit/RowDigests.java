package io.tidemark.testkit;

import io.tidemark.postgres.Sql;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The rows of every table as sets: a sum of digests, whatever the order. */
final class RowDigests {
  /** Tables whose partitions' rows may lie elsewhere after a load: an enum's hash is of its OID. */
  private static final String TABLES =
      """
      WITH by_enum AS (
        SELECT DISTINCT pg_partition_root(p.partrelid) AS root
          FROM pg_partitioned_table p
          JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = ANY (p.partattrs)
          JOIN pg_type t ON t.oid = a.atttypid
         WHERE p.partstrat = 'h' AND t.typtype IN ('e', 'd', 'c', 'r') OR p.partstrat = 'h' AND t.typcategory = 'A')
      SELECT n.nspname, c.relname, c.relkind = 'r' AS only_itself,
             (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname)
                FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
         AND (c.relkind = 'r' AND (NOT c.relispartition
                                   OR pg_partition_root(c.oid) NOT IN (SELECT root FROM by_enum))
              OR c.relkind = 'p' AND c.oid IN (SELECT root FROM by_enum)
              OR c.relkind = 'm' AND c.relispopulated)
       ORDER BY 1, 2\
      """;

  private static final int SAMPLES = 3;

  private RowDigests() {}

  /** Queries that read each table whole, by the table's name for people. */
  static Map<String, String> queries(Connection session) throws SQLException {
    Map<String, String> queries = new TreeMap<>();
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        String table = Sql.qualified(row.getString(1), row.getString(2));
        String columns = row.getString(4);
        queries.put(
            table,
            "SELECT "
                + (columns == null ? "" : columns)
                + (row.getBoolean(3) ? " FROM ONLY " : " FROM ")
                + table);
      }
    }
    return queries;
  }

  /** How two tables differ in their rows; null when they do not. */
  static @org.jspecify.annotations.Nullable String difference(
      Connection source, Connection copy, String query) throws SQLException {
    if (digest(source, query).equals(digest(copy, query))) {
      return null;
    }
    Map<String, Integer> balance = new HashMap<>();
    long[] counts = new long[2];
    read(source, query, row -> counts[0] += count(balance, row, 1));
    read(copy, query, row -> counts[1] += count(balance, row, -1));
    List<String> missing = new ArrayList<>();
    List<String> added = new ArrayList<>();
    balance.forEach(
        (row, surplus) -> {
          if (surplus != 0) {
            (surplus > 0 ? missing : added).add(row);
          }
        });
    return "%d rows against %d; missing %s, added %s"
        .formatted(counts[0], counts[1], sample(missing), sample(added));
  }

  private static int count(Map<String, Integer> balance, byte[] row, int weight) {
    String text = new String(row, StandardCharsets.UTF_8);
    String shown = text.length() <= 200 ? text : text.substring(0, 200) + "…" + text.hashCode();
    balance.merge(shown, weight, Integer::sum);
    return 1;
  }

  private static String sample(List<String> rows) {
    List<String> first = rows.stream().sorted().limit(SAMPLES).map(String::strip).toList();
    return rows.size() + " " + first;
  }

  private static BigInteger digest(Connection session, String query) throws SQLException {
    MessageDigest sha256 = sha256();
    BigInteger[] sum = {BigInteger.ZERO};
    // One more for each row, so that rows cannot cancel each other out.
    read(
        session,
        query,
        row -> sum[0] = sum[0].add(new BigInteger(1, sha256.digest(row))).add(BigInteger.ONE));
    return sum[0];
  }

  private interface RowReader {
    void read(byte[] row);
  }

  private static void read(Connection session, String query, RowReader reader) throws SQLException {
    CopyOut copy =
        session.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + query + ") TO STDOUT");
    for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
      reader.read(row);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
