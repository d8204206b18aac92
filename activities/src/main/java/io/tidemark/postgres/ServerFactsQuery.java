package io.tidemark.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads {@link ServerFacts}: one query that fits the server's version. */
final class ServerFactsQuery {
  private static final String QUERY =
      """
      SELECT current_setting('server_version_num')::int AS version_num,
             current_setting('server_version') AS version,
             CASE WHEN pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')
                  THEN (SELECT system_identifier::text FROM pg_catalog.pg_control_system())
             END AS system_identifier,
             pg_catalog.pg_postmaster_start_time() AS postmaster_start,
             pg_catalog.pg_is_in_recovery() AS in_recovery,
             d.datname, d.oid::bigint AS database_oid,
             pg_catalog.pg_encoding_to_char(d.encoding) AS encoding,
             d.datcollate, d.datctype,
             %s
             pg_catalog.pg_get_userbyid(d.datdba) AS owner,
             t.spcname AS tablespace,
             CASE WHEN pg_catalog.has_database_privilege(d.oid, 'CONNECT')
                  THEN pg_catalog.pg_database_size(d.oid) ELSE -1 END AS size_bytes,
             r.rolname, r.rolsuper, r.rolsuper OR r.rolbypassrls AS bypass_rls,
             r.rolsuper OR r.rolcreatedb AS create_db,
             current_setting('max_locks_per_transaction')::int AS max_locks,
             current_setting('max_connections')::int AS max_connections,
             current_setting('max_prepared_transactions')::int AS max_prepared,
             current_setting('block_size')::int AS block_size,
             CASE WHEN pg_catalog.pg_is_in_recovery()
                  THEN pg_catalog.pg_last_wal_replay_lsn()
                  ELSE pg_catalog.pg_current_wal_lsn() END::text AS wal_lsn
        FROM pg_catalog.pg_database d
        JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
        JOIN pg_catalog.pg_roles r ON r.rolname = current_user
       WHERE d.datname = pg_catalog.current_database()
      """;

  private static final String PROVIDER =
      "CASE d.datlocprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' ELSE 'builtin' END";

  private ServerFactsQuery() {}

  static ServerFacts run(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(QUERY.formatted(localeColumns(session)))) {
      row.next();
      return new ServerFacts(
          row.getInt("version_num"),
          row.getString("version"),
          optional(row, "system_identifier"),
          instant(row, "postmaster_start"),
          row.getBoolean("in_recovery"),
          row.getString("datname"),
          row.getLong("database_oid"),
          row.getString("encoding"),
          row.getString("datcollate"),
          row.getString("datctype"),
          row.getString("provider"),
          optional(row, "locale"),
          optional(row, "icu_rules"),
          optional(row, "collation_version"),
          row.getString("owner"),
          row.getString("tablespace"),
          row.getLong("size_bytes"),
          row.getString("rolname"),
          row.getBoolean("rolsuper"),
          row.getBoolean("bypass_rls"),
          row.getBoolean("create_db"),
          row.getInt("max_locks"),
          row.getInt("max_connections"),
          row.getInt("max_prepared"),
          row.getInt("block_size"),
          optional(row, "wal_lsn"));
    }
  }

  private static String localeColumns(Connection session) throws SQLException {
    int major = session.getMetaData().getDatabaseMajorVersion();
    String provider = major >= 15 ? PROVIDER : "'libc'";
    String locale = major >= 17 ? "d.datlocale" : major >= 15 ? "d.daticulocale" : "NULL";
    String rules = major >= 16 ? "d.daticurules" : "NULL";
    String version = major >= 15 ? "d.datcollversion" : "NULL";
    return "%s AS provider, %s AS locale, %s AS icu_rules, %s AS collation_version,"
        .formatted(provider, locale, rules, version);
  }

  private static Optional<String> optional(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
