package io.tidemark.load;

import io.tidemark.api.restore.Finding;
import io.tidemark.census.DatabaseProperties;
import io.tidemark.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes CREATE DATABASE in the words that this server's version understands. */
final class CreateDatabase {
  private static final int FIRST_WITH_PROVIDERS = 15;
  private static final int FIRST_WITH_ICU_RULES = 16;
  private static final int FIRST_WITH_BUILTIN = 17;

  private final Connection session;
  private final DatabaseProperties properties;
  private final List<Finding> findings;
  private final int major;

  CreateDatabase(Connection session, DatabaseProperties properties, List<Finding> findings)
      throws SQLException {
    this.session = session;
    this.properties = properties;
    this.findings = findings;
    this.major = session.getMetaData().getDatabaseMajorVersion();
  }

  /** The statement; the database will let nobody in. */
  String sql(String name) throws SQLException, LoadException {
    requireOwner();
    StringBuilder sql =
        new StringBuilder("CREATE DATABASE " + Sql.identifier(name) + " TEMPLATE template0");
    append(sql, "ENCODING", properties.encoding());
    append(sql, "LC_COLLATE", properties.collate());
    append(sql, "LC_CTYPE", properties.ctype());
    appendProvider(sql);
    sql.append(" OWNER ").append(Sql.identifier(properties.owner()));
    if (tablespaceExists()) {
      sql.append(" TABLESPACE ").append(Sql.identifier(properties.tablespace()));
    }
    return sql.append(" ALLOW_CONNECTIONS false CONNECTION LIMIT 0").toString();
  }

  private void appendProvider(StringBuilder sql) throws LoadException {
    String provider = properties.localeProvider();
    int needed = provider.equals("builtin") ? FIRST_WITH_BUILTIN : FIRST_WITH_PROVIDERS;
    if (!provider.equals("libc") && major < needed) {
      throw missing(
          "its locale provider is "
              + provider
              + ", which needs PostgreSQL "
              + needed
              + " or later");
    }
    if (properties.icuRules() != null && major < FIRST_WITH_ICU_RULES) {
      throw missing("its ICU rules need PostgreSQL " + FIRST_WITH_ICU_RULES + " or later");
    }
    if (major >= FIRST_WITH_PROVIDERS) {
      sql.append(" LOCALE_PROVIDER ").append(provider);
      append(sql, provider.equals("builtin") ? "BUILTIN_LOCALE" : "ICU_LOCALE", locale(provider));
      append(sql, "ICU_RULES", properties.icuRules());
    }
  }

  private @Nullable String locale(String provider) {
    return provider.equals("libc") ? null : properties.locale();
  }

  private static void append(StringBuilder sql, String option, @Nullable String value) {
    if (value != null) {
      sql.append(' ').append(option).append(' ').append(Sql.literal(value));
    }
  }

  private void requireOwner() throws SQLException, LoadException {
    if (!exists("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = ?", properties.owner())) {
      throw missing(
          "its owner "
              + Sql.identifier(properties.owner())
              + " is no role of this server; create the role, or load the backup's globals");
    }
  }

  /** Where files lie is the machine's business: another place does no harm, and is told. */
  private boolean tablespaceExists() throws SQLException {
    String tablespace = properties.tablespace();
    boolean there = exists("SELECT 1 FROM pg_catalog.pg_tablespace WHERE spcname = ?", tablespace);
    if (!there) {
      findings.add(
          new Finding(
              Finding.Severity.WARNING,
              "tablespace",
              Sql.identifier(tablespace),
              tablespace,
              "",
              "tablespace "
                  + Sql.identifier(tablespace)
                  + " is not on this server; everything goes to the default one"));
    }
    return there;
  }

  private boolean exists(String query, String name) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private LoadException missing(String why) {
    return new LoadException(
        LoadException.Kind.MISSING,
        "database " + Sql.identifier(properties.name()) + " cannot be created here: " + why);
  }
}
