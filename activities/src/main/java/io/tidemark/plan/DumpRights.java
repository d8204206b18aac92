package io.tidemark.plan;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the session's role cannot read, found before a backup starts rather than in the middle.
 *
 * @param missing what a backup would fail on, one line each with the cure; empty when nothing is
 * @param notices what a backup by this role leaves out
 */
public record DumpRights(List<String> missing, List<String> notices) {
  /** Lines beyond these are only counted. */
  private static final int EXAMPLES = 5;

  public DumpRights {
    missing = List.copyOf(missing);
    notices = List.copyOf(notices);
  }

  /** Asks the server; a superuser lacks nothing. */
  public static DumpRights read(Connection session) throws SQLException {
    List<String> missing = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    add(
        missing,
        names(session, TABLES),
        "no right to read",
        "grant pg_read_all_data to the role, or SELECT on them and USAGE on their schemas");
    add(
        missing,
        names(session, ROW_SECURITY),
        "row security hides rows of",
        "give the role BYPASSRLS; a backup that cannot see every row is refused");
    add(
        missing,
        names(session, SEQUENCES),
        "no right to read",
        "grant pg_read_all_data to the role, or SELECT on them");
    add(
        missing,
        names(session, LARGE_OBJECTS),
        "no right to read",
        "grant SELECT on them, or dump as their owner or a superuser");
    if (!names(session, NOT_SUPERUSER).isEmpty()) {
      notices.add(
          "the role is no superuser: subscriptions, their secrets, and options of user mappings"
              + " are left out; role passwords need SELECT on pg_authid");
    }
    return new DumpRights(missing, notices);
  }

  private static void add(List<String> lines, List<String> names, String problem, String cure) {
    if (names.isEmpty()) {
      return;
    }
    String shown = String.join(", ", names.subList(0, Math.min(EXAMPLES, names.size())));
    String more = names.size() > EXAMPLES ? " and " + (names.size() - EXAMPLES) + " more" : "";
    lines.add(problem + " " + shown + more + ": " + cure);
  }

  private static List<String> names(Connection session, String query) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        names.add(new TableName(found.getString(1), found.getString(2)).label());
      }
    }
    return names;
  }

  private static final String USER_RELATIONS =
      """
      SELECT n.nspname, c.relname
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND (NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                         WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
                           AND d.deptype = 'e')
          OR EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE c.oid = ANY (e.extconfig)))
      """;

  private static final String TABLES =
      USER_RELATIONS
          + """
            AND c.relkind IN ('r', 'p')
            AND NOT (pg_catalog.has_table_privilege(c.oid, 'SELECT')
              AND pg_catalog.has_schema_privilege(n.oid, 'USAGE'))
          ORDER BY 1, 2
          """;

  private static final String ROW_SECURITY =
      USER_RELATIONS
          + """
            AND c.relkind = 'r' AND pg_catalog.row_security_active(c.oid)
          ORDER BY 1, 2
          """;

  /** Nested, since {@code has_sequence_privilege} fails on what is no sequence. */
  private static final String SEQUENCES =
      USER_RELATIONS
          + """
            AND CASE WHEN c.relkind = 'S'
                THEN NOT (pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
                  AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')) ELSE false END
          ORDER BY 1, 2
          """;

  /** {@code has_largeobject_privilege} came with 18; {@code pg_read_all_data} does not count. */
  private static final String LARGE_OBJECTS =
      """
      SELECT 'large object', m.oid::text
      FROM pg_catalog.pg_largeobject_metadata m
      WHERE NOT pg_catalog.pg_has_role(m.lomowner, 'USAGE')
        AND pg_catalog.current_setting('lo_compat_privileges') = 'off'
        AND NOT EXISTS (
          SELECT FROM pg_catalog.aclexplode(m.lomacl) a
          WHERE a.privilege_type = 'SELECT'
            AND CASE WHEN a.grantee = 0 THEN true
                ELSE pg_catalog.pg_has_role(a.grantee, 'USAGE') END)
      ORDER BY m.oid
      """;

  private static final String NOT_SUPERUSER =
      """
      SELECT '', rolname FROM pg_catalog.pg_roles
      WHERE rolname = current_user AND NOT rolsuper
      """;
}
