package io.tidemark.plan;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tables of a database as one transaction sees them.
 *
 * @param rows tables whose rows we read with COPY: ordinary tables and leaf partitions of user
 *     schemas, by OID; no extension members, foreign tables, materialized views, partitioned
 *     parents
 * @param extensionConfiguration tables that extensions registered with {@code
 *     pg_extension_config_dump}; pg_dump knows which of their rows belong to the user
 * @param largeObjectBytes size of {@code pg_largeobject}
 * @param notices tables that cannot be read here and why
 */
public record TableCatalog(
    List<PlannedTable> rows,
    List<PlannedTable> extensionConfiguration,
    long largeObjectBytes,
    List<String> notices) {
  public TableCatalog {
    rows = List.copyOf(rows);
    extensionConfiguration = List.copyOf(extensionConfiguration);
    notices = List.copyOf(notices);
  }

  /** Reads the catalogs; the transaction should be under the backup's snapshot. */
  public static TableCatalog read(Connection connection) throws SQLException {
    List<PlannedTable> rows = new ArrayList<>();
    List<PlannedTable> configuration = new ArrayList<>();
    long unreadable = 0;
    try (PreparedStatement statement = connection.prepareStatement(TABLES);
        ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        if (found.getBoolean("unreadable")) {
          unreadable++;
        } else if (found.getBoolean("configuration")) {
          configuration.add(table(found));
        } else if (!found.getBoolean("member")) {
          rows.add(table(found));
        }
      }
    }
    List<String> notices =
        unreadable == 0
            ? List.of()
            : List.of(
                "rows of " + unreadable + " unlogged tables are left out: a standby has none");
    return new TableCatalog(rows, configuration, largeObjectBytes(connection), notices);
  }

  private static PlannedTable table(ResultSet found) throws SQLException {
    TableName name = new TableName(found.getString("schema"), found.getString("name"));
    String rootName = found.getString("root_name");
    TableName into =
        rootName == null ? name : new TableName(found.getString("root_schema"), rootName);
    String[] columns = (String[]) found.getArray("columns").getArray();
    return new PlannedTable(
        found.getLong("oid"),
        name,
        into,
        Arrays.asList(columns),
        found.getBoolean("heap"),
        found.getLong("pages"),
        found.getLong("bytes"));
  }

  private static long largeObjectBytes(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT pg_catalog.pg_relation_size('pg_catalog.pg_largeobject')");
        ResultSet size = statement.executeQuery()) {
      size.next();
      return size.getLong(1);
    }
  }

  /**
   * The hash of an enum value is that of its OID, which differs after a restore; so do arrays,
   * records and ranges that may contain one, and sort keys of collations that are not
   * deterministic. Below such a key rows are loaded through the root, as pg_dump does for plain
   * enums. pg_dump ignores schemas that begin with {@code pg_}, and so do we.
   */
  private static final String TABLES =
      """
      WITH RECURSIVE unsafe AS (
        SELECT p.partrelid
        FROM pg_catalog.pg_partitioned_table p
        WHERE p.partstrat = 'h'
          AND (EXISTS (
                SELECT FROM pg_catalog.pg_opclass o
                WHERE o.oid = ANY (p.partclass::oid[])
                  AND o.opcname IN
                    ('enum_ops', 'array_ops', 'record_ops', 'range_ops', 'multirange_ops'))
            OR EXISTS (
                SELECT FROM pg_catalog.pg_collation l
                WHERE l.oid = ANY (p.partcollation::oid[]) AND NOT l.collisdeterministic))
      ), below(relid) AS (
        SELECT i.inhrelid FROM unsafe u JOIN pg_catalog.pg_inherits i ON i.inhparent = u.partrelid
        UNION
        SELECT i.inhrelid FROM below b JOIN pg_catalog.pg_inherits i ON i.inhparent = b.relid
      ), up(leaf, relid) AS (
        SELECT relid, relid FROM below
        UNION
        SELECT u.leaf, i.inhparent
        FROM up u JOIN pg_catalog.pg_inherits i ON i.inhrelid = u.relid
      ), root AS (
        SELECT u.leaf, u.relid FROM up u
        WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhrelid = u.relid)
      )
      SELECT c.oid, n.nspname AS schema, c.relname AS name,
        rn.nspname AS root_schema, rc.relname AS root_name,
        am.amname = 'heap' AS heap,
        coalesce(pg_catalog.pg_relation_size(c.oid, 'main'), 0)
          / pg_catalog.current_setting('block_size')::bigint AS pages,
        coalesce(pg_catalog.pg_relation_size(c.oid, 'main'), 0)
          + CASE WHEN c.reltoastrelid = 0 THEN 0
              ELSE coalesce(pg_catalog.pg_relation_size(c.reltoastrelid), 0) END AS bytes,
        ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                AND a.attgenerated = ''
              ORDER BY a.attnum) AS columns,
        EXISTS (SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
                  AND d.deptype = 'e') AS member,
        EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE c.oid = ANY (e.extconfig))
          AS configuration,
        c.relpersistence = 'u' AND pg_catalog.pg_is_in_recovery() AS unreadable
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
      LEFT JOIN root ON root.leaf = c.oid
      LEFT JOIN pg_catalog.pg_class rc ON rc.oid = root.relid
      LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
      WHERE c.relkind = 'r' AND c.relpersistence <> 't'
        AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      ORDER BY c.oid
      """;
}
