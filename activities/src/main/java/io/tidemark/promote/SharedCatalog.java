package io.tidemark.promote;

import io.tidemark.census.DatabaseProperties;
import io.tidemark.census.DatabaseProperties.Grant;
import io.tidemark.census.DatabaseProperties.Setting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the server's shared catalogs hold of databases, from any database. */
final class SharedCatalog {
  private static final String GRANTS =
      "SELECT COALESCE(grantee.rolname, ''), grantor.rolname, acl.privilege_type, acl.is_grantable"
          + " FROM pg_catalog.pg_database d,"
          + " LATERAL pg_catalog.aclexplode(d.datacl) acl"
          + " LEFT JOIN pg_catalog.pg_roles grantee ON grantee.oid = acl.grantee"
          + " JOIN pg_catalog.pg_roles grantor ON grantor.oid = acl.grantor"
          + " WHERE d.oid = ?";
  private static final String SETTINGS =
      "SELECT COALESCE(r.rolname, ''), setting"
          + " FROM pg_catalog.pg_db_role_setting s"
          + " LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole,"
          + " LATERAL pg_catalog.unnest(s.setconfig) WITH ORDINALITY AS u(setting, position)"
          + " WHERE s.setdatabase = ? ORDER BY s.setrole, u.position";

  private final Connection session;

  SharedCatalog(Connection session) {
    this.session = session;
  }

  /** The name of a database. */
  Optional<String> name(long oid) throws SQLException {
    return Optional.ofNullable(
        text("SELECT datname FROM pg_catalog.pg_database WHERE oid = ?", oid));
  }

  /** The comment on a database. */
  @Nullable String comment(long oid) throws SQLException {
    return text("SELECT pg_catalog.shobj_description(?, 'pg_database')", oid);
  }

  /** The database of a name. */
  OptionalLong oid(String name) throws SQLException {
    try (PreparedStatement query =
        session.prepareStatement("SELECT oid FROM pg_catalog.pg_database WHERE datname = ?")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  Set<String> roles() throws SQLException {
    Set<String> roles = new HashSet<>();
    try (Statement query = session.createStatement();
        ResultSet rows = query.executeQuery("SELECT rolname FROM pg_catalog.pg_roles")) {
      while (rows.next()) {
        roles.add(rows.getString(1));
      }
    }
    return roles;
  }

  /** Whether our role may rename a database: its owner may, with CREATEDB; a superuser always. */
  boolean mayRename(long oid) throws SQLException {
    return "t"
        .equals(
            text(
                "SELECT CASE WHEN r.rolsuper OR"
                    + " (r.rolcreatedb AND pg_catalog.pg_has_role(d.datdba, 'USAGE'))"
                    + " THEN 't' END FROM pg_catalog.pg_database d, pg_catalog.pg_roles r"
                    + " WHERE d.oid = ? AND r.rolname = CURRENT_USER",
                oid));
  }

  /** What belongs to a database as a whole; the locale's part is left empty. */
  DatabaseProperties properties(long oid) throws SQLException, PromotionException {
    try (PreparedStatement query =
        session.prepareStatement(
            "SELECT d.datname, pg_catalog.pg_encoding_to_char(d.encoding), d.datcollate,"
                + " d.datctype, pg_catalog.pg_get_userbyid(d.datdba), t.spcname,"
                + " d.datconnlimit, d.datallowconn, d.datistemplate, d.datacl IS NULL"
                + " FROM pg_catalog.pg_database d"
                + " JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace"
                + " WHERE d.oid = ?")) {
      query.setLong(1, oid);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new PromotionException(
              PromotionException.Kind.CONFLICT, "the database with OID " + oid + " is gone");
        }
        return new DatabaseProperties(
            row.getString(1),
            row.getString(2),
            "",
            row.getString(3),
            row.getString(4),
            null,
            null,
            null,
            row.getString(5),
            row.getString(6),
            row.getInt(7),
            row.getBoolean(8),
            row.getBoolean(9),
            row.getBoolean(10),
            grants(oid),
            settings(oid),
            comment(oid));
      }
    }
  }

  private List<Grant> grants(long oid) throws SQLException {
    List<Grant> grants = new ArrayList<>();
    try (PreparedStatement query = session.prepareStatement(GRANTS)) {
      query.setLong(1, oid);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          grants.add(
              new Grant(
                  rows.getString(1), rows.getString(2), rows.getString(3), rows.getBoolean(4)));
        }
      }
    }
    return grants;
  }

  private List<Setting> settings(long oid) throws SQLException {
    List<Setting> settings = new ArrayList<>();
    try (PreparedStatement query = session.prepareStatement(SETTINGS)) {
      query.setLong(1, oid);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          String setting = rows.getString(2);
          int equals = setting.indexOf('=');
          settings.add(
              new Setting(
                  rows.getString(1), setting.substring(0, equals), setting.substring(equals + 1)));
        }
      }
    }
    return settings;
  }

  private @Nullable String text(String sql, long oid) throws SQLException {
    try (PreparedStatement query = session.prepareStatement(sql)) {
      query.setLong(1, oid);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }
}
