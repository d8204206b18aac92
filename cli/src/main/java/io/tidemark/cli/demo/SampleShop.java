package io.tidemark.cli.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A shop of some 300 MB, made by SQL in the server, so that no row passes through us. It has what
 * makes dumps go wrong elsewhere: partitions, generated and dropped columns, awkward names, bytes
 * that look like escapes, infinities, arrays, ranges, large objects, row security.
 */
final class SampleShop {
  private static final List<String> DEFINITIONS =
      List.of(
          "CREATE TYPE order_status AS ENUM ('placed', 'paid', 'sent', 'returned')",
          "CREATE TYPE address AS (street text, zip text, city text)",
          "CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%')",
          """
          CREATE FUNCTION slug(title text) RETURNS text LANGUAGE sql IMMUTABLE
          AS $$ SELECT lower(regexp_replace(title, '[^a-zA-Z0-9]+', '-', 'g')) $$
          """,
          """
          CREATE TABLE customers (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            forgotten text,
            name text NOT NULL,
            mail email UNIQUE,
            home address,
            tags text[] NOT NULL DEFAULT '{}',
            profile jsonb NOT NULL,
            seen inet,
            patience interval,
            member tstzrange,
            search tsvector GENERATED ALWAYS AS (to_tsvector('simple', name)) STORED)
          """,
          "ALTER TABLE customers DROP COLUMN forgotten",
          """
          CREATE TABLE products (
            id uuid PRIMARY KEY,
            title text NOT NULL,
            slug text GENERATED ALWAYS AS (slug(title)) STORED,
            price numeric(12,2) NOT NULL CHECK (price >= 0),
            sizes int4multirange,
            picture bytea NOT NULL)
          """,
          """
          CREATE TABLE orders (
            id bigint NOT NULL,
            customer bigint NOT NULL REFERENCES customers,
            status order_status NOT NULL,
            placed timestamptz NOT NULL,
            note text,
            PRIMARY KEY (id, placed)) PARTITION BY RANGE (placed)
          """,
          "CREATE TABLE orders_2025 PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO"
              + " ('2026-01-01')",
          "CREATE TABLE orders_2026 PARTITION OF orders FOR VALUES FROM ('2026-01-01') TO"
              + " ('2027-01-01')",
          "CREATE TABLE orders_other PARTITION OF orders DEFAULT",
          """
          CREATE TABLE order_lines (
            order_id bigint NOT NULL,
            line smallint NOT NULL,
            product uuid NOT NULL,
            quantity int NOT NULL,
            price numeric(12,2) NOT NULL,
            discount float8,
            PRIMARY KEY (order_id, line))
          """,
          """
          CREATE TABLE events (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            at timestamptz NOT NULL,
            kind text NOT NULL,
            payload jsonb NOT NULL)
          """,
          """
          CREATE TABLE "Odd ""names"", with \\ and ü" (
            "select" int PRIMARY KEY, "two\nlines" text, "null" float8, moment timestamptz)
          """,
          "CREATE TABLE scans (sheet int PRIMARY KEY, page oid)",
          "CREATE SEQUENCE invoice_numbers START 70000 INCREMENT 7");

  private static final List<String> ROWS =
      List.of(
          """
          INSERT INTO customers (name, mail, home, tags, profile, seen, patience, member)
          SELECT 'Customer ' || n || CASE n % 5 WHEN 0 THEN ' O''Neil' WHEN 1 THEN ' \\N\\t' ELSE '' END,
                 CASE WHEN n % 11 > 0 THEN 'c' || n || '@example.com' END,
                 ROW('Street, "' || n || '"', lpad((n % 99999)::text, 5, '0'), NULL)::address,
                 ARRAY['tag' || n % 7, NULL, '{curly}'],
                 jsonb_build_object('n', n, 'quote', '"', 'path', 'C:\\dir', 'emoji', '🐘'),
                 ('10.' || n % 256 || '.' || (n / 256) % 256 || '.7')::inet,
                 make_interval(days => n % 40, secs => n / 7.0),
                 tstzrange('2020-01-01'::timestamptz + n * interval '1 minute',
                           CASE WHEN n % 2 = 0 THEN 'infinity'::timestamptz END)
          FROM generate_series(1, 60000) n
          """,
          """
          INSERT INTO products (id, title, price, sizes, picture)
          SELECT md5('product ' || n)::uuid, 'Product № ' || n, n * 1.37,
                 int4multirange(int4range(n, n + 5), int4range(n + 10, NULL)),
                 (SELECT string_agg(sha256((n || '/' || b)::bytea), ''::bytea)
                  FROM generate_series(1, 500) b)
          FROM generate_series(1, 2500) n
          """,
          """
          INSERT INTO orders (id, customer, status, placed, note)
          SELECT n, 1 + n % 60000, (enum_range(NULL::order_status))[1 + n % 4],
                 CASE WHEN n = 1 THEN '-infinity'
                      ELSE '2025-01-01'::timestamptz + n * interval '95 seconds' END,
                 CASE n % 6 WHEN 0 THEN E'line one\\nline two\\ttab' WHEN 1 THEN '' WHEN 2 THEN '\\.'
                   ELSE NULL END
          FROM generate_series(1, 400000) n
          """,
          """
          INSERT INTO order_lines
          SELECT n, l, md5('product ' || (1 + (n * l) % 2500))::uuid, 1 + n % 5, (n % 9000) / 100.0,
                 CASE (n + l) % 9 WHEN 0 THEN 'NaN' WHEN 1 THEN '-Infinity' WHEN 2 THEN NULL
                   ELSE 1 / (n + l)::float8 END
          FROM generate_series(1, 400000) n, generate_series(1, 2) l
          """,
          """
          INSERT INTO events (at, kind, payload)
          SELECT '2026-01-01'::timestamptz + n * interval '3 seconds', 'kind ' || n % 12,
                 jsonb_build_object('order', n, 'agent', md5(n::text), 'from', md5((n / 3)::text),
                   'trail', jsonb_build_array(n, n * 2, 'step ' || n % 97, NULL, true))
          FROM generate_series(1, 350000) n
          """,
          """
          INSERT INTO "Odd ""names"", with \\ and ü"
          VALUES (1, E'a\\nb', 'NaN', 'infinity'), (2, NULL, '-0', '-infinity'),
                 (3, '', 1e308, '4713-01-01 BC')
          """,
          """
          INSERT INTO scans
          SELECT n, lo_from_bytea(0, decode(repeat(md5(n::text), 4000), 'hex'))
          FROM generate_series(1, 12) n
          """,
          "SELECT setval('invoice_numbers', 70777)");

  private static final List<String> AFTERWARDS =
      List.of(
          "CREATE INDEX ON customers USING gin (search)",
          "CREATE INDEX ON customers USING gin (profile jsonb_path_ops)",
          "CREATE INDEX ON orders (customer)",
          "CREATE INDEX ON order_lines (product)",
          "CREATE UNIQUE INDEX ON orders_2026 (id) WHERE status = 'returned'",
          "CREATE INDEX ON events (kind, at)",
          "ALTER TABLE order_lines ADD FOREIGN KEY (product) REFERENCES products",
          """
          CREATE VIEW big_spenders AS
          SELECT o.customer, sum(l.quantity * l.price) AS spent
          FROM orders o JOIN order_lines l ON l.order_id = o.id GROUP BY 1 HAVING count(*) > 10
          """,
          """
          CREATE MATERIALIZED VIEW sales AS
          SELECT date_trunc('month', placed) AS month, status, count(*) AS orders
          FROM orders WHERE isfinite(placed) GROUP BY 1, 2
          """,
          "CREATE UNIQUE INDEX ON sales (month, status)",
          """
          CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            INSERT INTO events (at, kind, payload) VALUES (now(), TG_OP, to_jsonb(NEW));
            RETURN NEW;
          END $$
          """,
          """
          CREATE TRIGGER note_change AFTER UPDATE OF price ON products
          FOR EACH ROW EXECUTE FUNCTION note_change()
          """,
          "ALTER TABLE customers ENABLE ROW LEVEL SECURITY",
          "CREATE POLICY own_row ON customers USING (name = current_user)",
          "CREATE PUBLICATION changes FOR TABLE orders, order_lines",
          "COMMENT ON TABLE customers IS 'Who buys; it''s \"them\" we live on'",
          "GRANT SELECT ON customers, orders TO PUBLIC",
          "COMMENT ON DATABASE shop IS 'The sample shop of tidemark demo'",
          "ALTER DATABASE shop SET timezone = 'Europe/Berlin'",
          "ANALYZE");

  private SampleShop() {}

  /** Fills an empty database named {@code shop}. */
  static void fill(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      for (List<String> chapter : List.of(DEFINITIONS, ROWS, AFTERWARDS)) {
        for (String sql : chapter) {
          statement.execute(sql);
        }
      }
    }
  }

  /** What a bad day does to it: rows deleted and changed, tables and a function dropped. */
  static void wreck(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("DELETE FROM order_lines WHERE order_id % 2 = 0");
      statement.execute("UPDATE customers SET mail = 'oops' || id || '@example.com', home = NULL");
      statement.execute("DROP TABLE products CASCADE");
      statement.execute("TRUNCATE events");
      statement.execute("DROP MATERIALIZED VIEW sales");
      statement.execute("SELECT lo_unlink(page) FROM scans");
    }
  }
}
