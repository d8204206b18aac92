package io.tidemark.census;

/** The census's queries, for PostgreSQL 14 to 18. */
final class CensusSql {
  private CensusSql() {}

  /**
   * Counts by kind. The parameter is our own schema. Members of extensions are not counted: they
   * come with the extension's version. Columns that only some versions have are read through JSON.
   * NOT NULL is counted by columns, since it became a constraint only in 18.
   */
  static final String COUNTS =
      """
      WITH ns AS MATERIALIZED (
        SELECT oid, nspname, nspowner, nspacl FROM pg_catalog.pg_namespace
        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND nspname <> ?
      ), member AS MATERIALIZED (
        SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
      ), rel AS MATERIALIZED (
        SELECT c.* FROM pg_catalog.pg_class c
        WHERE c.relnamespace IN (SELECT oid FROM ns) AND c.relpersistence <> 't'
          AND c.oid NOT IN (SELECT objid FROM member
                            WHERE classid = 'pg_catalog.pg_class'::regclass)
      ), col AS MATERIALIZED (
        SELECT a.*, r.relkind FROM pg_catalog.pg_attribute a JOIN rel r ON r.oid = a.attrelid
        WHERE a.attnum > 0 AND NOT a.attisdropped AND r.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
      ), fun AS MATERIALIZED (
        SELECT p.* FROM pg_catalog.pg_proc p
        WHERE p.pronamespace IN (SELECT oid FROM ns)
          AND p.oid NOT IN (SELECT objid FROM member
                            WHERE classid = 'pg_catalog.pg_proc'::regclass)
      ), typ AS MATERIALIZED (
        SELECT t.* FROM pg_catalog.pg_type t
        LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
        WHERE t.typnamespace IN (SELECT oid FROM ns) AND t.typcategory <> 'A'
          AND (t.typtype <> 'c' OR c.relkind = 'c')
          AND t.oid NOT IN (SELECT objid FROM member
                            WHERE classid = 'pg_catalog.pg_type'::regclass)
      ), counted(kind, n) AS (
        SELECT 'schema', count(*) FROM ns
        UNION ALL
        SELECT pg_catalog.concat_ws(' ',
            CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table'
              WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
              WHEN 'f' THEN 'foreign table' WHEN 'c' THEN 'composite type'
              WHEN 'i' THEN 'index' WHEN 'I' THEN 'partitioned index' ELSE relkind::text END,
            CASE WHEN relpersistence = 'u' THEN 'unlogged' END,
            CASE WHEN relkind = 'm' AND NOT relispopulated THEN 'not populated' END),
          count(*)
        FROM rel WHERE relkind NOT IN ('i', 'I') GROUP BY 1
        UNION ALL
        SELECT pg_catalog.concat_ws(' ', 'index',
            CASE WHEN NOT i.indisvalid THEN 'invalid' END,
            CASE WHEN i.indisunique THEN 'unique' END,
            CASE WHEN i.indisclustered THEN 'clustered' END,
            CASE WHEN i.indisreplident THEN 'replica identity' END), count(*)
        FROM pg_catalog.pg_index i JOIN rel r ON r.oid = i.indexrelid GROUP BY 1
        UNION ALL
        SELECT pg_catalog.concat_ws(' ', 'column',
            CASE WHEN relkind IN ('v', 'm', 'c') THEN 'of view or type' END,
            CASE WHEN attnotnull THEN 'not null' END,
            CASE attgenerated WHEN 's' THEN 'generated stored' WHEN 'v' THEN 'generated virtual' END,
            CASE WHEN attidentity <> '' THEN 'identity' END,
            CASE WHEN atthasdef AND attgenerated = '' THEN 'with default' END), count(*)
        FROM col GROUP BY 1
        UNION ALL
        SELECT pg_catalog.concat_ws(' ', 'constraint',
            CASE k.contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign key'
              WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'x' THEN 'exclusion'
              WHEN 't' THEN 'trigger' ELSE k.contype::text END,
            CASE WHEN NOT k.convalidated THEN 'not valid' END,
            CASE WHEN pg_catalog.to_jsonb(k) ->> 'conenforced' = 'false' THEN 'not enforced' END),
          count(*)
        FROM pg_catalog.pg_constraint k
        WHERE k.contype <> 'n'
          AND (k.conrelid IN (SELECT oid FROM rel) OR k.contypid IN (SELECT oid FROM typ))
        GROUP BY 1
        UNION ALL
        SELECT 'trigger ' || CASE g.tgenabled WHEN 'O' THEN 'enabled' WHEN 'D' THEN 'disabled'
            WHEN 'R' THEN 'replica' ELSE 'always' END, count(*)
        FROM pg_catalog.pg_trigger g JOIN rel r ON r.oid = g.tgrelid
        WHERE NOT g.tgisinternal GROUP BY 1
        UNION ALL
        SELECT 'rule ' || CASE w.ev_enabled WHEN 'O' THEN 'enabled' WHEN 'D' THEN 'disabled'
            WHEN 'R' THEN 'replica' ELSE 'always' END, count(*)
        FROM pg_catalog.pg_rewrite w JOIN rel r ON r.oid = w.ev_class
        WHERE w.rulename <> '_RETURN' GROUP BY 1
        UNION ALL
        SELECT 'policy', count(*)
        FROM pg_catalog.pg_policy p JOIN rel r ON r.oid = p.polrelid
        UNION ALL
        SELECT 'row security' || CASE WHEN relforcerowsecurity THEN ' forced' ELSE '' END, count(*)
        FROM rel WHERE relrowsecurity GROUP BY 1
        UNION ALL
        SELECT CASE WHEN r.relkind IN ('i', 'I') THEN 'index partition'
            WHEN r.relispartition THEN 'table partition' ELSE 'inheritance' END, count(*)
        FROM pg_catalog.pg_inherits h JOIN rel r ON r.oid = h.inhrelid GROUP BY 1
        UNION ALL
        SELECT CASE prokind WHEN 'f' THEN 'function' WHEN 'p' THEN 'procedure'
            WHEN 'a' THEN 'aggregate' ELSE 'window function' END, count(*)
        FROM fun GROUP BY 1
        UNION ALL
        SELECT CASE typtype WHEN 'b' THEN 'type base' WHEN 'c' THEN 'type composite'
            WHEN 'd' THEN 'type domain' WHEN 'e' THEN 'type enum' WHEN 'm' THEN 'type multirange'
            WHEN 'p' THEN 'type shell' WHEN 'r' THEN 'type range' ELSE typtype::text END, count(*)
        FROM typ GROUP BY 1
        UNION ALL
        SELECT 'enum label', count(*)
        FROM pg_catalog.pg_enum e JOIN typ t ON t.oid = e.enumtypid
        UNION ALL
        SELECT o.kind, count(*)
        FROM (
          SELECT 'access method', 'pg_catalog.pg_am'::regclass, oid FROM pg_catalog.pg_am
          UNION ALL SELECT 'cast', 'pg_catalog.pg_cast'::regclass, oid FROM pg_catalog.pg_cast
          UNION ALL SELECT 'collation', 'pg_catalog.pg_collation'::regclass, oid
            FROM pg_catalog.pg_collation WHERE collnamespace IN (SELECT oid FROM ns)
          UNION ALL SELECT 'conversion', 'pg_catalog.pg_conversion'::regclass, oid
            FROM pg_catalog.pg_conversion WHERE connamespace IN (SELECT oid FROM ns)
          UNION ALL SELECT 'event trigger' || CASE evtenabled WHEN 'O' THEN ' enabled'
              WHEN 'D' THEN ' disabled' WHEN 'R' THEN ' replica' ELSE ' always' END,
            'pg_catalog.pg_event_trigger'::regclass, oid FROM pg_catalog.pg_event_trigger
          UNION ALL SELECT 'foreign data wrapper', 'pg_catalog.pg_foreign_data_wrapper'::regclass,
            oid FROM pg_catalog.pg_foreign_data_wrapper
          UNION ALL SELECT 'foreign server', 'pg_catalog.pg_foreign_server'::regclass, oid
            FROM pg_catalog.pg_foreign_server
          UNION ALL SELECT 'language', 'pg_catalog.pg_language'::regclass, oid
            FROM pg_catalog.pg_language
          UNION ALL SELECT 'large object', 'pg_catalog.pg_largeobject'::regclass, oid
            FROM pg_catalog.pg_largeobject_metadata
          UNION ALL SELECT 'operator', 'pg_catalog.pg_operator'::regclass, oid
            FROM pg_catalog.pg_operator WHERE oprnamespace IN (SELECT oid FROM ns)
          UNION ALL SELECT 'operator class', 'pg_catalog.pg_opclass'::regclass, oid
            FROM pg_catalog.pg_opclass WHERE opcnamespace IN (SELECT oid FROM ns)
          UNION ALL SELECT 'operator family', 'pg_catalog.pg_opfamily'::regclass, oid
            FROM pg_catalog.pg_opfamily WHERE opfnamespace IN (SELECT oid FROM ns)
          UNION ALL SELECT 'publication', 'pg_catalog.pg_publication'::regclass, oid
            FROM pg_catalog.pg_publication
          UNION ALL SELECT 'publication table', 'pg_catalog.pg_publication_rel'::regclass, oid
            FROM pg_catalog.pg_publication_rel
          UNION ALL SELECT 'statistics', 'pg_catalog.pg_statistic_ext'::regclass, oid
            FROM pg_catalog.pg_statistic_ext WHERE stxnamespace IN (SELECT oid FROM ns)
          UNION ALL SELECT 'text search configuration', 'pg_catalog.pg_ts_config'::regclass, oid
            FROM pg_catalog.pg_ts_config WHERE cfgnamespace IN (SELECT oid FROM ns)
          UNION ALL SELECT 'text search dictionary', 'pg_catalog.pg_ts_dict'::regclass, oid
            FROM pg_catalog.pg_ts_dict WHERE dictnamespace IN (SELECT oid FROM ns)
          UNION ALL SELECT 'text search parser', 'pg_catalog.pg_ts_parser'::regclass, oid
            FROM pg_catalog.pg_ts_parser WHERE prsnamespace IN (SELECT oid FROM ns)
          UNION ALL SELECT 'text search template', 'pg_catalog.pg_ts_template'::regclass, oid
            FROM pg_catalog.pg_ts_template WHERE tmplnamespace IN (SELECT oid FROM ns)
          UNION ALL SELECT 'transform', 'pg_catalog.pg_transform'::regclass, oid
            FROM pg_catalog.pg_transform
          UNION ALL SELECT 'user mapping', 'pg_catalog.pg_user_mapping'::regclass, umid
            FROM pg_catalog.pg_user_mappings
        ) o(kind, classid, oid)
        WHERE (o.oid >= 16384 OR o.kind = 'large object')
          AND NOT EXISTS (SELECT FROM member m WHERE m.classid = o.classid AND m.objid = o.oid)
        GROUP BY 1
        UNION ALL
        SELECT 'subscription', count(*) FROM pg_catalog.pg_stat_subscription s
        WHERE s.subid IN (SELECT oid FROM pg_catalog.pg_subscription
                          WHERE subdbid = (SELECT oid FROM pg_catalog.pg_database
                                           WHERE datname = pg_catalog.current_database()))
        UNION ALL
        SELECT 'default privileges', count(*)
        FROM pg_catalog.pg_default_acl d, pg_catalog.aclexplode(d.defaclacl)
        UNION ALL
        SELECT 'comment', count(*) FROM pg_catalog.pg_description d
        WHERE d.objoid >= 16384
          AND NOT EXISTS (SELECT FROM member m
                          WHERE m.classid = d.classoid AND m.objid = d.objoid)
        UNION ALL
        SELECT 'security label', count(*) FROM pg_catalog.pg_seclabel s WHERE s.objoid >= 16384
        UNION ALL
        SELECT 'grant on schema', count(*)
        FROM ns, pg_catalog.aclexplode(
          coalesce(nspacl, pg_catalog.acldefault('n', nspowner))) a
        WHERE a.grantee <> nspowner
        UNION ALL
        SELECT 'grant on relation', count(*)
        FROM rel, pg_catalog.aclexplode(relacl) a
        WHERE a.grantee <> relowner
        UNION ALL
        SELECT 'grant on column', count(*) FROM col, pg_catalog.aclexplode(attacl) a
        UNION ALL
        SELECT 'grant on function', count(*)
        FROM fun, pg_catalog.aclexplode(
          coalesce(proacl, pg_catalog.acldefault('f', proowner))) a
        WHERE a.grantee <> proowner
        UNION ALL
        SELECT 'grant on type', count(*)
        FROM typ, pg_catalog.aclexplode(
          coalesce(typacl, pg_catalog.acldefault('T', typowner))) a
        WHERE a.grantee <> typowner
        UNION ALL
        SELECT 'grant on large object', count(*)
        FROM pg_catalog.pg_largeobject_metadata m, pg_catalog.aclexplode(m.lomacl) a
        WHERE a.grantee <> m.lomowner
      )
      SELECT kind, n FROM counted WHERE n > 0 ORDER BY kind
      """;

  /** Those that initdb makes are not dumped. */
  static final String EXTENSIONS =
      "SELECT extname, extversion FROM pg_catalog.pg_extension WHERE oid >= 16384";

  /** A standby cannot read unlogged sequences. The parameter is our own schema. */
  static final String SEQUENCES =
      """
      SELECT n.nspname, c.relname, s.seqincrement
      FROM pg_catalog.pg_sequence s
      JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> ?
        AND (c.relpersistence = 'p' OR NOT pg_catalog.pg_is_in_recovery())
        AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend d
          WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
            AND d.deptype = 'e')
      ORDER BY 1, 2
      """;
}
