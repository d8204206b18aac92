package io.tidemark.promote;

import io.tidemark.api.restore.Finding;
import io.tidemark.census.DatabaseProperties;
import io.tidemark.census.DatabaseProperties.Grant;
import io.tidemark.census.DatabaseProperties.Setting;
import io.tidemark.postgres.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statements that give a database the properties of another one: owner, connection
 * limit, rights, settings, comment. What refers to a role that the server does not have is left out
 * and told; that happens only when the properties come from a backup.
 */
final class PropertyStatements {
  private final String name;
  private final DatabaseProperties properties;
  private final Set<String> roles;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> statements = new ArrayList<>();

  /**
   * @param name of the database that gets them
   * @param roles that the server has
   */
  PropertyStatements(String name, DatabaseProperties properties, Set<String> roles) {
    this.name = name;
    this.properties = properties;
    this.roles = roles;
    owner();
    limits();
    rights();
    properties.settings().forEach(this::setting);
    statements.add(comment(name, properties.comment()));
  }

  /** To be run in order, in one transaction. */
  List<String> statements() {
    return List.copyOf(statements);
  }

  /** What had to be left out. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  static String comment(String database, @Nullable String text) {
    return "COMMENT ON DATABASE "
        + Sql.identifier(database)
        + " IS "
        + (text == null ? "NULL" : Sql.literal(text));
  }

  private String database() {
    return "DATABASE " + Sql.identifier(name);
  }

  private void owner() {
    if (known(properties.owner(), "its owner")) {
      statements.add("ALTER " + database() + " OWNER TO " + Sql.identifier(properties.owner()));
    }
  }

  private void limits() {
    statements.add("ALTER " + database() + " CONNECTION LIMIT " + properties.connectionLimit());
    if (properties.template()) {
      statements.add("ALTER " + database() + " IS_TEMPLATE true");
    }
  }

  /** The side database admitted nobody but its owner, so that even the default must be granted. */
  private void rights() {
    statements.add("REVOKE ALL ON " + database() + " FROM PUBLIC");
    if (properties.defaultAcl()) {
      statements.add("GRANT CONNECT, TEMPORARY ON " + database() + " TO PUBLIC");
      return;
    }
    if (roles.contains(properties.owner())) {
      statements.add("REVOKE ALL ON " + database() + " FROM " + Sql.identifier(properties.owner()));
    }
    properties.grants().forEach(this::grant);
  }

  private void grant(Grant grant) {
    String what = grant.privilege() + " granted to " + grant.grantee();
    if (!grant.grantee().isEmpty() && !known(grant.grantee(), what)) {
      return;
    }
    String sql =
        "GRANT "
            + grant.privilege()
            + " ON "
            + database()
            + " TO "
            + (grant.grantee().isEmpty() ? "PUBLIC" : Sql.identifier(grant.grantee()))
            + (grant.grantable() ? " WITH GRANT OPTION" : "");
    boolean byOwner = grant.grantor().equals(properties.owner());
    if (byOwner || !known(grant.grantor(), what)) {
      statements.add(sql);
      return;
    }
    statements.add("SET LOCAL ROLE " + Sql.identifier(grant.grantor()));
    statements.add(sql);
    statements.add("RESET ROLE");
  }

  private void setting(Setting setting) {
    if (setting.role().isEmpty() || known(setting.role(), "its setting " + setting.name())) {
      statements.add(SettingStatement.of(name, setting));
    }
  }

  private boolean known(String role, String what) {
    if (roles.contains(role)) {
      return true;
    }
    findings.add(
        new Finding(
            Finding.Severity.WARNING,
            "properties",
            Sql.identifier(name),
            role,
            "",
            what + ": left out, since " + Sql.identifier(role) + " is no role of this server"));
    return false;
  }
}
