package io.tidemark.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What definitions and rows do not tell: a text for each thing, by a name for people. */
final class CatalogFacts {
  private static final String RIGHTS =
      "(SELECT array_agg(a::text ORDER BY a::text) FROM unnest(%s) a)";

  private static final String LARGE_OBJECTS =
      """
      SELECT 'large object ' || m.oid,
             concat_ws(' ', pg_get_userbyid(m.lomowner), %s, length(lo_get(m.oid)),
                       encode(sha256(lo_get(m.oid)), 'hex'),
                       obj_description(m.oid, 'pg_largeobject'))
        FROM pg_largeobject_metadata m\
      """
          .formatted(RIGHTS.formatted("m.lomacl"));

  private static final String MATERIALIZED_VIEWS =
      """
      SELECT 'materialized view ' || oid::regclass,
             CASE WHEN relispopulated THEN 'populated' ELSE 'not populated' END
        FROM pg_class WHERE relkind = 'm'\
      """;

  private static final String INDEXES =
      """
      SELECT 'index ' || indexrelid::regclass,
             CASE WHEN indisvalid THEN 'valid' ELSE 'invalid' END
               || CASE WHEN indisclustered THEN ', clustered' ELSE '' END
        FROM pg_index i JOIN pg_class c ON c.oid = indexrelid
        JOIN pg_namespace n ON n.oid = relnamespace
       WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'\
      """;

  private static final String EXTENSIONS =
      """
      SELECT 'extension ' || extname,
             extversion || ' in ' || extnamespace::regnamespace || ' of ' || pg_get_userbyid(extowner)
        FROM pg_extension\
      """;

  private static final String DATABASE =
      """
      SELECT 'database property ' || key, coalesce(value, 'none')
        FROM pg_database d,
             json_each_text(row_to_json(d)) AS property (key, value)
       WHERE datname = current_database()
         AND key IN ('encoding', 'datcollate', 'datctype', 'datlocprovider', 'daticulocale',
                     'datlocale', 'daticurules', 'datistemplate', 'datallowconn', 'datconnlimit',
                     'dattablespace', 'datdba')
      UNION ALL
      SELECT 'rights on the database', concat(%s) FROM pg_database WHERE datname = current_database()
      UNION ALL
      SELECT 'comment on the database', concat(shobj_description(oid, 'pg_database'))
        FROM pg_database WHERE datname = current_database()
      UNION ALL
      SELECT 'settings of ' || CASE setrole WHEN 0 THEN 'all' ELSE pg_get_userbyid(setrole) END,
             (SELECT array_agg(s ORDER BY s)::text FROM unnest(setconfig) s)
        FROM pg_db_role_setting
       WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())\
      """
          .formatted(RIGHTS.formatted("coalesce(datacl, acldefault('d', datdba))"));

  private CatalogFacts() {}

  static Map<String, String> read(Connection session) throws SQLException {
    Map<String, String> facts = new TreeMap<>();
    try (Statement statement = session.createStatement()) {
      for (String query :
          new String[] {LARGE_OBJECTS, MATERIALIZED_VIEWS, INDEXES, EXTENSIONS, DATABASE}) {
        try (ResultSet row = statement.executeQuery(query)) {
          while (row.next()) {
            facts.put(row.getString(1), row.getString(2));
          }
        }
      }
    }
    return facts;
  }
}
