package io.tidemark.snapshot;

import io.tidemark.plan.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must not differ between the snapshot and now: TRUNCATE, VACUUM FULL, CLUSTER and ALTER TYPE
 * give a table a new file that older snapshots see as empty, without an error.
 *
 * @param name of the table
 * @param file {@code relfilenode}; 0 for a partitioned table
 * @param columns digest of names, types and generation
 */
record TableState(TableName name, long file, String columns) {
  /**
   * Ordinary and partitioned tables that pg_dump would lock: no temporary ones, no system schemas,
   * no extension members other than registered configuration.
   */
  private static final String READ =
      """
      SELECT c.oid, n.nspname, c.relname, c.relfilenode,
        (SELECT pg_catalog.md5(coalesce(string_agg(
            pg_catalog.concat_ws(',', a.attnum, a.attname, a.atttypid, a.atttypmod, a.attgenerated),
            ';' ORDER BY a.attnum), ''))
         FROM pg_catalog.pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
        AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND (NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                         WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
                           AND d.deptype = 'e')
          OR EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE c.oid = ANY (e.extconfig)))
      """;

  /** All tables by OID, as the session's transaction sees them. */
  static Map<Long, TableState> read(Connection session) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(READ)) {
      return read(statement);
    }
  }

  /** Those of these tables that are there, by OID. */
  static Map<Long, TableState> read(Connection session, Collection<Long> oids) throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement(READ + " AND c.oid::bigint = ANY (?)")) {
      statement.setArray(1, session.createArrayOf("bigint", oids.toArray()));
      return read(statement);
    }
  }

  private static Map<Long, TableState> read(PreparedStatement statement) throws SQLException {
    Map<Long, TableState> states = new TreeMap<>();
    try (ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        states.put(
            found.getLong("oid"),
            new TableState(
                new TableName(found.getString("nspname"), found.getString("relname")),
                found.getLong("relfilenode"),
                found.getString("columns")));
      }
    }
    return Collections.unmodifiableMap(states);
  }
}
