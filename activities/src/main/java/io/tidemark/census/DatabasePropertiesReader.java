package io.tidemark.census;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads what belongs to the database of a session as a whole, on PostgreSQL 14 to 18. */
public final class DatabasePropertiesReader {
  /** Provider and locale got columns in 15, rules in 16, one common locale column in 17. */
  private static final String PROPERTIES =
      """
      SELECT d.datname, pg_catalog.pg_encoding_to_char(d.encoding) AS encoding,
        CASE coalesce(j ->> 'datlocprovider', 'c')
          WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin'
          ELSE j ->> 'datlocprovider' END AS provider,
        d.datcollate, d.datctype, coalesce(j ->> 'datlocale', j ->> 'daticulocale') AS locale,
        j ->> 'daticurules' AS rules, j ->> 'datcollversion' AS version,
        pg_catalog.pg_get_userbyid(d.datdba) AS owner, t.spcname, d.datconnlimit, d.datallowconn,
        d.datistemplate, d.datacl IS NULL AS default_acl,
        pg_catalog.shobj_description(d.oid, 'pg_database') AS comment
      FROM pg_catalog.pg_database d
      JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
      CROSS JOIN LATERAL pg_catalog.to_jsonb(d) j
      WHERE d.datname = pg_catalog.current_database()
      """;

  private static final String GRANTS =
      """
      SELECT CASE WHEN a.grantee = 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee) END,
        pg_catalog.pg_get_userbyid(a.grantor), a.privilege_type, a.is_grantable
      FROM pg_catalog.pg_database d, pg_catalog.aclexplode(d.datacl) a
      WHERE d.datname = pg_catalog.current_database()
      ORDER BY 1, 2, 3
      """;

  private static final String SETTINGS =
      """
      SELECT coalesce(r.rolname, ''), pg_catalog.split_part(c.line, '=', 1),
        substring(c.line FROM pg_catalog.strpos(c.line, '=') + 1)
      FROM pg_catalog.pg_db_role_setting s
      JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
      LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
      CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) c(line)
      WHERE d.datname = pg_catalog.current_database()
      ORDER BY 1, 2
      """;

  /**
   * Roles that owners, grants, policies and default privileges refer to. The role that initdb made
   * is pinned and stands in no dependency, so what it owns is looked up.
   */
  private static final String ROLES =
      """
      WITH here AS (
        SELECT oid, datdba, datacl FROM pg_catalog.pg_database
        WHERE datname = pg_catalog.current_database()
      )
      SELECT r.rolname FROM pg_catalog.pg_roles r
      WHERE r.rolname !~ '^pg_' AND (
        r.oid = (SELECT datdba FROM here)
        OR r.oid IN (SELECT a.grantee FROM here, pg_catalog.aclexplode(datacl) a)
        OR r.oid IN (SELECT s.setrole FROM pg_catalog.pg_db_role_setting s, here
                     WHERE s.setdatabase = here.oid)
        OR r.oid IN (SELECT s.refobjid FROM pg_catalog.pg_shdepend s, here
                     WHERE s.dbid = here.oid
                       AND s.refclassid = 'pg_catalog.pg_authid'::regclass)
        OR (r.oid = 10 AND (
          EXISTS (SELECT FROM pg_catalog.pg_class WHERE relowner = 10 AND oid >= 16384
                    AND relkind NOT IN ('i', 'I', 't'))
          OR EXISTS (SELECT FROM pg_catalog.pg_proc WHERE proowner = 10 AND oid >= 16384)
          OR EXISTS (SELECT FROM pg_catalog.pg_type WHERE typowner = 10 AND oid >= 16384)
          OR EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspowner = 10 AND oid >= 16384)
          OR EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata WHERE lomowner = 10))))
      ORDER BY 1
      """;

  private final Connection session;

  public DatabasePropertiesReader(Connection session) {
    this.session = session;
  }

  /** The properties of the database that the session is connected to. */
  public DatabaseProperties read() throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet found = statement.executeQuery(PROPERTIES)) {
      found.next();
      return new DatabaseProperties(
          found.getString("datname"),
          found.getString("encoding"),
          found.getString("provider"),
          found.getString("datcollate"),
          found.getString("datctype"),
          found.getString("locale"),
          found.getString("rules"),
          found.getString("version"),
          found.getString("owner"),
          found.getString("spcname"),
          found.getInt("datconnlimit"),
          found.getBoolean("datallowconn"),
          found.getBoolean("datistemplate"),
          found.getBoolean("default_acl"),
          grants(),
          settings(),
          found.getString("comment"));
    }
  }

  /** Names of the roles that a restore needs; without those that every server has. */
  public List<String> rolesNeeded() throws SQLException {
    List<String> roles = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet found = statement.executeQuery(ROLES)) {
      while (found.next()) {
        roles.add(found.getString(1));
      }
    }
    return roles;
  }

  private List<DatabaseProperties.Grant> grants() throws SQLException {
    List<DatabaseProperties.Grant> grants = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet found = statement.executeQuery(GRANTS)) {
      while (found.next()) {
        grants.add(
            new DatabaseProperties.Grant(
                found.getString(1), found.getString(2), found.getString(3), found.getBoolean(4)));
      }
    }
    return grants;
  }

  private List<DatabaseProperties.Setting> settings() throws SQLException {
    List<DatabaseProperties.Setting> settings = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet found = statement.executeQuery(SETTINGS)) {
      while (found.next()) {
        settings.add(
            new DatabaseProperties.Setting(
                found.getString(1), found.getString(2), found.getString(3)));
      }
    }
    return settings;
  }
}
